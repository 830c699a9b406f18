using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Durability;

/// <summary>
/// Wherever <c>synchronous_commit=off</c> is set, a PostgreSQL that is killed still has everything the queue has released. Asynchronous
/// commits are flushed as late as possible here, so that there is much to lose.
/// </summary>
[Collection(Alone.Name)]
public sealed class SynchronousCommitTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> LazyWriter = new()
    {
        ["wal_writer_delay"] = "10s",
        ["wal_writer_flush_after"] = "1GB",
        ["wal_buffers"] = "64MB",
    };

    [Theory]
    [Trait("Tier", "slow")]
    [InlineData("role", PostgresStopMode.Immediate)]
    [InlineData("database", null)]
    [InlineData("file", PostgresStopMode.Immediate)]
    [InlineData("url", null)]
    public async Task Off_by(string place, PostgresStopMode? stop)
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions { Settings = LazyWriter });
        string url = await postgres.CreateDatabaseAsync("footfall");
        await using (var settings = new StoredEvents(postgres.ConnectionString("postgres")))
        {
            await settings.ExecuteAsync(place switch
            {
                "role" => "ALTER ROLE postgres SET synchronous_commit = off",
                "database" => "ALTER DATABASE footfall SET synchronous_commit = off",
                "file" => "ALTER SYSTEM SET synchronous_commit = off",
                _ => "SELECT 1",
            });
            await settings.ExecuteAsync("SELECT pg_reload_conf()");
        }

        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions
        {
            PostgresConnection = place == "url" ? $"{url}?options=-c%20synchronous_commit%3Doff" : url,
        });
        await using PacedLoad load = PacedLoad.Start(new NumberedEvents("off", 40), 1_000, footfall.Gateway);
        for (int crash = 0; crash < 3; crash++)
        {
            await load.WaitForMoreAcceptedAsync(3_000);
            if (stop is { } mode)
            {
                await postgres.StopAsync(mode);
            }
            else
            {
                await postgres.KillAsync();
            }

            await postgres.RestartAsync();
        }

        await load.WaitForMoreAcceptedAsync(1_000);
        Tally tally = await load.StopAsync();
        footfall.Store.Database.Clear();
        output.WriteLine($"{tally}");
        Assert.True(tally.Accepted.Count >= 10_000);
        await ExactCounts.AssertAsync(footfall, tally);
    }
}
