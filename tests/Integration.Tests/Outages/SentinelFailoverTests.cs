using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>
/// Sentinels promote a replica, and the old master comes back still believing that it is the master. If a replica must have each
/// event, nothing that was confirmed is lost.
/// </summary>
[Trait("Tier", "slow")]
public sealed class SentinelFailoverTests(Servers servers, ITestOutputHelper output) : IAsyncLifetime
{
    private const int MinEvents = 10_000;

    private static readonly TimeSpan DownAfter = TimeSpan.FromSeconds(2);

    /// <summary>The longest time from a replica's promotion to the next accepted event.</summary>
    private static readonly TimeSpan Return = TimeSpan.FromSeconds(5);

    private RedisSentinels _redis = null!;
    private Installation _footfall = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisSentinels.StartAsync(replicas: 2, DownAfter);
        _footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions
        {
            Silos = 2,
            RedisConnection = _redis.ConnectionString,
            Environment = new Dictionary<string, string> { ["Collect__MinReplicas"] = "1", ["Collect__Acknowledge"] = "Replica" },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (_footfall?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    public async Task Nothing_is_lost_when_the_old_master_returns(string how)
    {
        await using PersistentLoad load = PersistentLoad.Start(new NumberedEvents($"sentinel-{how}", 40), 8, _footfall.Gateway);
        await Eventually.TrueAsync("events accepted", () => load.Tally.Accepted.Count >= MinEvents / 4);
        RedisServer old = (await _redis.FindMasterAsync())!;

        await (how == "killed" ? old.KillAsync() : Task.Run(old.Freeze));
        await _redis.WaitForAnotherMasterAsync(old);
        long promoted = Stopwatch.GetTimestamp();
        await (how == "killed" ? old.RestartAsync() : Task.Run(old.Thaw));

        int before = load.Tally.Accepted.Count;
        await Eventually.TrueAsync("an event is accepted", () => load.Tally.Accepted.Count > before);
        TimeSpan away = Stopwatch.GetElapsedTime(promoted);
        await _redis.WaitUntilSteadyAsync();
        await Eventually.TrueAsync("events accepted", () => load.Tally.Accepted.Count >= Math.Max(MinEvents, before + (MinEvents / 4)));
        Tally tally = await load.FinishAsync();

        output.WriteLine($"{tally}, {load.Refusals} other answers; accepted again {away.TotalSeconds:0.0} s after the promotion");
        await ExactCounts.AssertAsync(_footfall, tally);
        Assert.InRange(away, TimeSpan.Zero, Return);
    }
}
