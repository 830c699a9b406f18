using System.Text.Json;
using Footfall.Answers;
using Footfall.Cluster;

namespace Footfall.Operator;

/// <summary>What viewers of sites look at.</summary>
internal sealed class OperatorFeeds(SiteClient sites, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Pages of the table of all sites.</summary>
    public LiveAnswers<SiteQuery> Sites { get; } = new(
        async query => await SiteQueries.AskAsync(sites, query) is { } page
            ? JsonSerializer.Serialize(SitesAnswer.From(page, query), AnswerJson.Default.SitesAnswer)
            : null,
        lifetime,
        clock);

    /// <summary>Single sites.</summary>
    public LiveAnswers<string> Site { get; } = new(
        async siteId => await SiteApi.AnswerAsync(siteId, sites) is { } site ? JsonSerializer.Serialize(site, AnswerJson.Default.SiteAnswer) : null,
        lifetime,
        clock);
}
