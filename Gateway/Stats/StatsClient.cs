using Footfall.Cluster;
using Polly;
using Polly.Hedging;

namespace Footfall.Stats;

/// <summary>
/// Reads statistics of sites, once for concurrent identical requests. A call without a response is repeated: its silo may
/// have frozen, which Orleans waits for until the call's own timeout.
/// </summary>
internal sealed class StatsClient
{
    /// <summary>Delay before a call is repeated. With all repeats it exceeds the time until a frozen silo is declared dead.</summary>
    private static readonly TimeSpan HedgingDelay = TimeSpan.FromSeconds(4);

    private const int MoreAttempts = 2;

    private readonly Func<string, StatsQuery, Task<StatsResult?>> _ask;
    private readonly ResiliencePipeline<StatsResult?> _again;
    private readonly RequestCoalescer<(string SiteId, DateOnly? Date), StatsResult?> _shared;

    public StatsClient(SiteClient sites, TimeProvider timeProvider)
        : this((siteId, query) => sites.CallAsync<StatsResult>(siteId, async site => await site.GetStats(query)), timeProvider)
    {
    }

    /// <param name="call">A single call to a site.</param>
    /// <param name="timeProvider">The clock for repeats.</param>
    internal StatsClient(Func<string, StatsQuery, Task<StatsResult?>> call, TimeProvider timeProvider)
    {
        _ask = call;
        _again = new ResiliencePipelineBuilder<StatsResult?> { TimeProvider = timeProvider }
            .AddHedging(new HedgingStrategyOptions<StatsResult?>
            {
                Delay = HedgingDelay,
                MaxHedgedAttempts = MoreAttempts,
                ShouldHandle = _ => PredicateResult.False(),
            })
            .Build();
        _shared = new(key => CallWithHedgingAsync(key.SiteId, new StatsQuery(key.Date, TimeSpan.Zero)));
    }

    /// <summary>Returns a site's statistics, read after this call; null when no silo responded.</summary>
    public Task<StatsResult?> GetAsync(string siteId, StatsQuery query) =>
        query.Wait == TimeSpan.Zero ? _shared.GetAsync((siteId, query.Date)) : _ask(siteId, query);

    private Task<StatsResult?> CallWithHedgingAsync(string siteId, StatsQuery query) =>
        _again.ExecuteAsync(async cancellation => await _ask(siteId, query).WaitAsync(cancellation)).AsTask();
}
