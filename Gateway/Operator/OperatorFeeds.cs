using System.Text.Json;
using Footfall.Cluster;

namespace Footfall.Operator;

/// <summary>The live queries for viewers of sites.</summary>
internal sealed class OperatorFeeds(SiteClient sites, IHostApplicationLifetime lifetime, TimeProvider timeProvider)
{
    /// <summary>Pages of the table of all sites.</summary>
    public LiveQuery<SiteQuery> Sites { get; } = new(
        async query => await SiteQueries.CallAsync(sites, query) is { } page
            ? JsonSerializer.Serialize(SiteListResponse.From(page, query), OperatorJsonContext.Default.SiteListResponse)
            : null,
        lifetime,
        timeProvider);

    /// <summary>Single sites.</summary>
    public LiveQuery<string> Site { get; } = new(
        async siteId => await SiteApi.RespondAsync(siteId, sites) is { } site ? JsonSerializer.Serialize(site, OperatorJsonContext.Default.SiteResponse) : null,
        lifetime,
        timeProvider);
}
