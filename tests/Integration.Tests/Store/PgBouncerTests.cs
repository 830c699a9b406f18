using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Privacy;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Store;

/// <summary>Two silos behind PgBouncer in transaction or session mode: every event, erasure and figure is correct.</summary>
[Trait("Tier", "slow")]
public sealed class PgBouncerTests(Servers servers, ITestOutputHelper output)
{
    private const int Events = 12_000;
    private const int ErasedUsers = 20;

    [Theory]
    [InlineData("transaction", 3)]
    [InlineData("session", null)]
    public async Task Every_event_is_counted_once_and_what_is_erased_is_gone(string poolMode, int? poolSize)
    {
        PostgresServer postgres = await servers.PostgresAsync();
        string database = new Uri(await servers.CreateDatabaseAsync()).AbsolutePath.Trim('/');
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Port, poolMode, poolSize);
        await using Installation footfall = await Installation.StartAsync(
            new LocalClusterOptions { Silos = 2, PostgresConnection = bouncer.ConnectionString(database) });
        string prefix = $"bouncer-{poolMode}";
        var events = new NumberedEvents(prefix, 40);

        // In one site, users are erased while their neighbours' events arrive.
        string site = $"{prefix}-erased";
        SentEvent[] kept = [.. Enumerable.Range(0, 2_000).Select(i => new SentEvent(site, "page_view", $"/{i}", $"user-{i % 200}", DateTimeOffset.UtcNow))];
        Tally erased = await Load.SendAsync(kept, 16, footfall.Gateway);
        Assert.Equal(kept.Length, erased.Accepted.Count);
        await using Load load = Load.Start(events.Take(Events), 16, footfall.Gateway);
        await load.WaitForAcceptedAsync(500);
        string[] erasures = await Task.WhenAll(Enumerable.Range(0, ErasedUsers).Select(
            user => ErasureStatus.EraseAsync(footfall.Gateway, site, $"user-{user}")));
        Tally tally = await load.FinishAsync();
        foreach (string erasure in erasures)
        {
            await ErasureStatus.WaitAsync(footfall.Gateway, site, erasure);
        }

        output.WriteLine($"{poolMode}: {tally}; {erased}");
        await ExactCounts.AssertAsync(footfall, tally);
        await footfall.Queue.WaitUntilEmptyAsync([site]);
        Dictionary<string, long> left = await footfall.Store.ReadAsync(
            "SELECT user_id, count(*) FROM events WHERE site_id = $1 GROUP BY user_id", row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), site);
        Assert.Equal(200 - ErasedUsers, left.Count);
        Assert.All(left, user => Assert.Equal(10, user.Value));
        Assert.DoesNotContain(Enumerable.Range(0, ErasedUsers), user => left.ContainsKey($"user-{user}"));
        string expected = ExpectedStats.Json(site, null, kept.Where(sent => left.ContainsKey(sent.User!)));
        await Eventually.GetAsync(
            $"statistics {expected}", () => footfall.Gateway.GetStatsAsync(site), answer => answer.Status == 200 && ExpectedStats.Normalize(answer.Body) == expected);

        // Restarting the pooler loses nothing either.
        await using Load later = Load.Start(new NumberedEvents($"{prefix}-later", 20).Endless(), 8, footfall.Gateway);
        await later.WaitForAcceptedAsync(500);
        await bouncer.RestartAsync();
        await later.WaitForMoreAcceptedAsync(500);
        Tally afterwards = await later.StopAsync();
        footfall.Store.Database.Clear();
        await ExactCounts.AssertAsync(footfall, afterwards);
        Assert.All(footfall.LocalCluster.Silos, silo => Assert.DoesNotContain("prepared statement", silo.Output, StringComparison.Ordinal));
    }
}
