using Footfall.Cluster;

namespace Footfall.Stats;

/// <summary>Asks sites for their statistics, once for all who want the same ones at the same time.</summary>
internal sealed class StatsClient
{
    private readonly SiteClient _sites;
    private readonly SharedAnswers<(string SiteId, DateOnly? Date), StatsReply?> _shared;

    public StatsClient(SiteClient sites)
    {
        _sites = sites;
        _shared = new(key => AskAsync(key.SiteId, new StatsQuery(key.Date, TimeSpan.Zero)));
    }

    /// <summary>A site's statistics, asked for after this call; null when no silo could give any.</summary>
    public Task<StatsReply?> GetAsync(string siteId, StatsQuery query) =>
        query.Wait == TimeSpan.Zero ? _shared.GetAsync((siteId, query.Date)) : AskAsync(siteId, query);

    private Task<StatsReply?> AskAsync(string siteId, StatsQuery query) =>
        _sites.AskAsync<StatsReply>(siteId, async site => await site.GetStats(query));
}
