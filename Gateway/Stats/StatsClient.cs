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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private const int MoreAttempts = 2;

    private readonly Func<string, StatsQuery, Task<StatsReply?>> _ask;
    private readonly ResiliencePipeline<StatsReply?> _again;
    private readonly SharedAnswers<(string SiteId, DateOnly? Date), StatsReply?> _shared;

    public StatsClient(SiteClient sites, TimeProvider clock)
        : this((siteId, query) => sites.AskAsync<StatsReply>(siteId, async site => await site.GetStats(query)), clock)
    {
    }

    /// <param name="ask">Asks a site once.</param>
    /// <param name="clock">Tells when to ask again.</param>
    internal StatsClient(Func<string, StatsQuery, Task<StatsReply?>> ask, TimeProvider clock)
    {
        _ask = ask;
        _again = new ResiliencePipelineBuilder<StatsReply?> { TimeProvider = clock }
            .AddHedging(new HedgingStrategyOptions<StatsReply?>
            {
                Delay = Patience,
                MaxHedgedAttempts = MoreAttempts,
                ShouldHandle = _ => PredicateResult.False(),
            })
            .Build();
        _shared = new(key => AskPatientlyAsync(key.SiteId, new StatsQuery(key.Date, TimeSpan.Zero)));
    }

    /// <summary>A site's statistics, asked for after this call; null when no silo could give any.</summary>
    public Task<StatsReply?> GetAsync(string siteId, StatsQuery query) =>
        query.Wait == TimeSpan.Zero ? _shared.GetAsync((siteId, query.Date)) : _ask(siteId, query);

    private Task<StatsReply?> AskPatientlyAsync(string siteId, StatsQuery query) =>
        _again.ExecuteAsync(async cancellation => await _ask(siteId, query).WaitAsync(cancellation)).AsTask();
}
