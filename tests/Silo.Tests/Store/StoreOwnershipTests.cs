using Footfall.Queue;
using Footfall.Servers;
using Footfall.Startup;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

public sealed class StoreOwnershipTests(PostgresFixture postgres)
{
    private readonly FakePositionBook _book = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task EmptyDatabase_IsRefused_OnceTheQueueIsSomebodys()
    {
        await using TestStore store = await postgres.CreateEmptyAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        await new StoreOwnership(_book, _clock).CheckAsync(connection, CancellationToken.None);

        _book.Owner = new QueueOwner("somebody", "there:5432/footfall", null);
        var fault = await Assert.ThrowsAsync<StartupFaultException>(() => new StoreOwnership(_book, _clock).CheckAsync(connection, CancellationToken.None));
        Assert.StartsWith("DATABASE_URL: the queue in REDIS_URL belongs to installation somebody, whose PostgreSQL was last at there:5432/footfall; PostgreSQL at ", fault.Message);
        Assert.Contains($"/{connection.Database} is of no installation yet.", fault.Message);
        Assert.EndsWith("redis-cli DEL footfall:store", fault.Message);
    }

    [Fact]
    public async Task Id_IsTheSameOnAllConnections_AndInCopies_WhichAreToldApart()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using TestStore copy = await postgres.CreateStoreAsync();
        await store.ExecuteAsync("TRUNCATE installation");
        await Task.WhenAll(ConfirmAsync(store), ConfirmAsync(store));
        await copy.ExecuteAsync($"UPDATE installation SET id = '{_book.Words[0].Installation}'");
        await ConfirmAsync(copy);

        Assert.Single(_book.Words.Select(word => word.Installation).Distinct());
        Assert.Equal(_book.Words[0].Database, _book.Words[1].Database);
        Assert.NotEqual(_book.Words[0].Database, _book.Words[2].Database);
        _book.Owner = new QueueOwner(_book.Words[0].Installation, "", null);
        await using NpgsqlConnection connection = await copy.Sql.OpenConnectionAsync();
        await new StoreOwnership(_book, _clock).CheckAsync(connection, CancellationToken.None);
    }

    [Fact]
    public async Task CopyInUse_IsWaitedFor_AtTheStartForAWhile_AndLaterForEver()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        var starting = new StoreOwnership(_book, _clock);
        var running = new StoreOwnership(_book, _clock);
        await running.ConfirmAsync(connection, CancellationToken.None);
        await running.ConfirmAsync(connection, CancellationToken.None);
        Assert.Equal([false, true], _book.Words.Select(word => word.IsEstablished));

        _book.Answer = new StoreAnswer(StoreVerdict.CopyInUse, "", "there");
        foreach (StoreOwnership silo in (StoreOwnership[])[starting, running])
        {
            Assert.Contains("at there", (await Assert.ThrowsAsync<StoreCopyException>(() => silo.ConfirmAsync(connection, CancellationToken.None))).Message);
        }

        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Contains("is a copy", (await Assert.ThrowsAsync<StartupFaultException>(() => starting.ConfirmAsync(connection, CancellationToken.None))).Message);
        await Assert.ThrowsAsync<StoreCopyException>(() => running.ConfirmAsync(connection, CancellationToken.None));
        Assert.Null(running.Fault);
    }

    [Fact]
    public async Task QueueThatBecameAnothers_IsRememberedAsTheEnd()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        var silo = new StoreOwnership(_book, _clock);
        await silo.ConfirmAsync(connection, CancellationToken.None);
        _book.Answer = new StoreAnswer(StoreVerdict.OtherInstallation, "another", "there");

        await Assert.ThrowsAsync<StartupFaultException>(() => silo.ConfirmAsync(connection, CancellationToken.None));
        Assert.Contains("belongs to installation another", silo.Fault!.Message);
    }

    private async Task ConfirmAsync(TestStore store)
    {
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        await new StoreOwnership(_book, _clock).ConfirmAsync(connection, CancellationToken.None);
    }
}
