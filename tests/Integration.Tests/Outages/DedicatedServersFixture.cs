using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>An installation with its own Redis and PostgreSQL, which may be ended and frozen. Redis fsyncs every write.</summary>
public class DedicatedServersFixture(Servers servers) : IAsyncLifetime
{
    /// <summary>The longest time from a server's return until new events are in the statistics.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    internal Installation Footfall { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Footfall = await Installation.StartAsync(new LocalClusterOptions
    {
        Pool = await PoolAsync(),
        Redis = new RedisServerOptions { AppendFsync = "always" },
        Environment = new Dictionary<string, string> { ["Collect__PendingBytes"] = "1048576" },
    });

    public async ValueTask DisposeAsync()
    {
        if (Footfall is not null)
        {
            await Footfall.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Sends events of a new site until one is accepted, and waits until the statistics include it.</summary>
    /// <returns>The time this took.</returns>
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

    /// <summary>Returns the process that the hosts share with others; null for one each.</summary>
    protected virtual async Task<HostPool?> PoolAsync() => await servers.PoolAsync();
}
