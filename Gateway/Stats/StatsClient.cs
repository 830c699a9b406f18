using Footfall.Cluster;
using Polly;
using Polly.Hedging;

namespace Footfall.Stats;

/// <summary>
/// Asks sites for their statistics, once for all who want the same ones at the same time. A question without an answer
/// is asked again: it may be at a silo that froze, which Orleans waits for until the call's own limit.
/// </summary>
internal sealed class StatsClient
{
    /// <summary>After how long without an answer a question is asked again, and how often: past the time in which a frozen silo is found dead.</summary>
    private static readonly TimeSpan HedgingDelay = TimeSpan.FromSeconds(4);

    private const int MoreAttempts = 2;

    private readonly Func<string, StatsQuery, Task<StatsResult?>> _ask;
    private readonly ResiliencePipeline<StatsResult?> _again;
    private readonly RequestCoalescer<(string SiteId, DateOnly? Date), StatsResult?> _shared;

    public StatsClient(SiteClient sites, TimeProvider timeProvider)
        : this((siteId, query) => sites.CallAsync<StatsResult>(siteId, async site => await site.GetStats(query)), timeProvider)
    {
    }

    /// <param name="call">Asks a site once.</param>
    /// <param name="timeProvider">Tells when to ask again.</param>
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

    /// <summary>A site's statistics, asked for after this call; null when no silo could give any.</summary>
    public Task<StatsResult?> GetAsync(string siteId, StatsQuery query) =>
        query.Wait == TimeSpan.Zero ? _shared.GetAsync((siteId, query.Date)) : _ask(siteId, query);

    private Task<StatsResult?> CallWithHedgingAsync(string siteId, StatsQuery query) =>
        _again.ExecuteAsync(async cancellation => await _ask(siteId, query).WaitAsync(cancellation)).AsTask();
}
