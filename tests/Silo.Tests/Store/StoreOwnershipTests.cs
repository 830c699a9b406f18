using Footfall.Queue;
using Footfall.Servers;
using Footfall.Startup;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

public sealed class StoreOwnershipTests(PostgresFixture postgres)
{
    private readonly FakeWalPositionStore _positions = new();
    private readonly FakeTimeProvider _timeProvider = new();

    [Fact]
    public async Task EmptyDatabase_IsRefused_OnceTheQueueIsSomebodys()
    {
        await using TestStore store = await postgres.CreateEmptyAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        await new StoreOwnership(_positions, _timeProvider).CheckAsync(connection, CancellationToken.None);

        _positions.Owner = new QueueOwner("somebody", "there:5432/footfall", null);
        var fault = await Assert.ThrowsAsync<StartupException>(() => new StoreOwnership(_positions, _timeProvider).CheckAsync(connection, CancellationToken.None));
        Assert.StartsWith("DATABASE_URL: the queue in REDIS_URL belongs to installation somebody, whose PostgreSQL was last at there:5432/footfall; PostgreSQL at ", fault.Message);
        Assert.Contains($"/{connection.Database} belongs to no installation yet.", fault.Message);
        Assert.EndsWith("redis-cli DEL footfall:store", fault.Message);
    }

    [Fact]
    public async Task Id_IsTheSameOnAllConnections_AndInCopies_WhichAreToldApart()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using TestStore copy = await postgres.CreateStoreAsync();
        await store.ExecuteAsync("TRUNCATE installation");
        await Task.WhenAll(ConfirmAsync(store), ConfirmAsync(store));
        await copy.ExecuteAsync($"UPDATE installation SET id = '{_positions.Words[0].Installation}'");
        await ConfirmAsync(copy);

        Assert.Single(_positions.Words.Select(word => word.Installation).Distinct());
        Assert.Equal(_positions.Words[0].Database, _positions.Words[1].Database);
        Assert.NotEqual(_positions.Words[0].Database, _positions.Words[2].Database);
        _positions.Owner = new QueueOwner(_positions.Words[0].Installation, "", null);
        await using NpgsqlConnection connection = await copy.Sql.OpenConnectionAsync();
        await new StoreOwnership(_positions, _timeProvider).CheckAsync(connection, CancellationToken.None);
    }

    [Fact]
    public async Task CopyInUse_IsWaitedFor_AtTheStartForAWhile_AndLaterForEver()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        var starting = new StoreOwnership(_positions, _timeProvider);
        var running = new StoreOwnership(_positions, _timeProvider);
        await running.ConfirmAsync(connection, CancellationToken.None);
        await running.ConfirmAsync(connection, CancellationToken.None);
        Assert.Equal([false, true], _positions.Words.Select(word => word.IsEstablished));

        _positions.Answer = new StoreOwnershipResult(StoreOwnershipStatus.CopyInUse, "", "there");
        foreach (StoreOwnership silo in (StoreOwnership[])[starting, running])
        {
            Assert.Contains("at there", (await Assert.ThrowsAsync<StoreCopyException>(() => silo.ConfirmAsync(connection, CancellationToken.None))).Message);
        }

        _timeProvider.Advance(TimeSpan.FromSeconds(7));
        Assert.Contains("is a copy", (await Assert.ThrowsAsync<StartupException>(() => starting.ConfirmAsync(connection, CancellationToken.None))).Message);
        await Assert.ThrowsAsync<StoreCopyException>(() => running.ConfirmAsync(connection, CancellationToken.None));
        Assert.Null(running.Fault);
    }

    [Fact]
    public async Task QueueThatBecameAnothers_IsRememberedAsTheEnd()
    {
        await using TestStore store = await postgres.CreateStoreAsync();
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        var silo = new StoreOwnership(_positions, _timeProvider);
        await silo.ConfirmAsync(connection, CancellationToken.None);
        _positions.Answer = new StoreOwnershipResult(StoreOwnershipStatus.OtherInstallation, "another", "there");

        await Assert.ThrowsAsync<StartupException>(() => silo.ConfirmAsync(connection, CancellationToken.None));
        Assert.Contains("belongs to installation another", silo.Fault!.Message);
    }

    private async Task ConfirmAsync(TestStore store)
    {
        await using NpgsqlConnection connection = await store.Sql.OpenConnectionAsync();
        await new StoreOwnership(_positions, _timeProvider).ConfirmAsync(connection, CancellationToken.None);
    }
}
