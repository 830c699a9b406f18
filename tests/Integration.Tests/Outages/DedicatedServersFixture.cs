using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>An installation whose Redis and PostgreSQL may be ended and frozen: nobody else uses them. Redis writes every answer to disk.</summary>
public sealed class DedicatedServersFixture : IAsyncLifetime
{
    /// <summary>How soon new events must be in the statistics after a server's return.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Footfall = await Installation.StartAsync(new LocalClusterOptions
    {
        Redis = new RedisServerOptions { AppendFsync = "always" },
        Environment = new Dictionary<string, string> { ["Collect__PendingBytes"] = "1048576" },
    });

    public ValueTask DisposeAsync() => Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Sends events of a new site until one is accepted, and waits for it in the statistics.</summary>
    /// <returns>How long that took.</returns>
    internal async Task<TimeSpan> MeasureRecoveryAsync(string site, Tally tally)
    {
        long start = Stopwatch.GetTimestamp();
        var events = new NumberedEvents(site, 1);
        await Eventually.TrueAsync("an event is accepted", async () =>
        {
            SentEvent next = events.Next();
            GatewayResponse response = await Footfall.Gateway.PostAsync(next);
            tally.Add(next, response);
            return response.IsAccepted;
        });
        await Eventually.TrueAsync("it is in the statistics", async () =>
        {
            GatewayResponse response = await Footfall.Gateway.GetStatsAsync(events.Sites[0]);
            return response.Status == 200 && response.Body.Contains("\"path\"", StringComparison.Ordinal);
        });
        return Stopwatch.GetElapsedTime(start);
    }
}
