using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Drain;

/// <summary>How long events wait while silos join, leave and die, under a steady load over many sites.</summary>
[Collection(Alone.Name)]
public sealed class HandOverTests(Servers servers, ITestOutputHelper output)
{
    private const int EventsPerSecond = 400;
    private const int Sites = 300;
    private const int Rounds = 3;

    private static readonly TimeSpan MaxBeyondUsual = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_silo_told_to_stop_hands_its_sites_over_without_a_stall()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 3 });
        await using PacedLoad load = PacedLoad.Start(new NumberedEvents("handover", Sites), EventsPerSecond, footfall.Gateway);
        await LongestDelayAsync(footfall, load, Task.CompletedTask);
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan usual = await LongestDelayAsync(footfall, load, Task.CompletedTask);
            TimeSpan removing = await LongestDelayAsync(footfall, load, footfall.LocalCluster.RemoveAsync(footfall.LocalCluster.Silos[0]));
            TimeSpan adding = await LongestDelayAsync(footfall, load, footfall.LocalCluster.AddSiloAsync());
            output.WriteLine($"longest from post to row: {usual.TotalSeconds:0.00} s as usual, {removing.TotalSeconds:0.00} s while a silo left, {adding.TotalSeconds:0.00} s while one joined");
            Assert.InRange(removing - usual, TimeSpan.MinValue, MaxBeyondUsual);
        }

        await ExactCounts.AssertAsync(footfall, await load.StopAsync());
    }

    /// <summary>Returns the longest time from post to row, over events posted while something happens and shortly after.</summary>
    private static async Task<TimeSpan> LongestDelayAsync(Installation footfall, PacedLoad load, Task happens)
    {
        DateTimeOffset start = DateTimeOffset.UtcNow;
        await happens;
        await load.WaitForMoreAcceptedAsync(EventsPerSecond * 4);
        DateTimeOffset end = DateTimeOffset.UtcNow;
        string posted = $"""FROM events WHERE "timestamp" BETWEEN '{start:O}' AND '{end:O}'""";
        await Eventually.TrueAsync("they are stored", async () =>
            await footfall.Store.ScalarAsync<long>($"SELECT count(*) {posted}") >= load.Tally.Accepted.Count(sent => sent.Time >= start && sent.Time <= end));
        return await footfall.Store.ScalarAsync<TimeSpan>($"""SELECT max(pg_xact_commit_timestamp(xmin) - "timestamp") {posted}""");
    }
}
