using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;
using Microsoft.Extensions.Logging;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteIndexGrain"/>
/// <remarks>
/// Refreshed on demand: when a query arrives and the delay after the last refresh is over. Without queries
/// it costs nothing, and deactivates after two minutes.
/// </remarks>
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class SiteIndexGrain(
    ISiteCountersReader table, IQueueInspector queue, ISiteActivationLocator locator, TimeProvider timeProvider, ILogger<SiteIndexGrain> logger) : Grain, ISiteIndexGrain
{
    private static readonly TimeSpan MinRefreshDelay = TimeSpan.FromSeconds(1);

    /// <summary>Re-reading and sorting this many sites costs as much as scanning one site's queue.</summary>
    private const int RowsLikeAWaitingSite = 10;

    /// <summary>Older data is not returned while a refresh is in progress.</summary>
    private static readonly TimeSpan OldestAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ActivationMaxAge = TimeSpan.FromSeconds(3);

    /// <summary>Maximum number of cached locations; above it, all are looked up again.</summary>
    private const int MaxActivations = 2000;

    /// <summary>Like all fields, accessed only on the grain's turns.</summary>
    private readonly Dictionary<string, (string? Silo, long FoundAt)> _places = [];

    private readonly long _start = timeProvider.GetTimestamp();
    private SiteIndex? _index;
    private DateTimeOffset _storeNow;
    private TimeSpan _refreshedAt;
    private TimeSpan _nextRefresh;
    private Task _refreshing = Task.CompletedTask;

    public async Task<SitePage?> GetPage(SiteQuery query)
    {
        TimeSpan now = Now;
        if (now >= _nextRefresh && _refreshing.IsCompleted)
        {
            _refreshing = RefreshAsync(now);
        }

        if (_index is null || now - _refreshedAt > OldestAnswer)
        {
            await _refreshing;
        }

        if (_index is not { } index)
        {
            return null;
        }

        SitePage page = index.Find(query);
        return page with { Sites = await PutSilosAsync(page.Sites) };
    }

    /// <summary>Time since the activation.</summary>
    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    private async Task RefreshAsync(TimeSpan start)
    {
        long work = 0;
        try
        {
            DateTimeOffset asOf = timeProvider.GetUtcNow();
            SiteCountersSnapshot counters = await table.ReadAsync(_index is null ? null : _storeNow);
            BacklogBySite backlog = await queue.ScanAsync();
            _index ??= new SiteIndex();
            _index.Refresh(counters, backlog, asOf, start);
            work = backlog.Sites.Count + (_index.Count / RowsLikeAWaitingSite);
            _storeNow = counters.Now;
            _refreshedAt = start;
        }
        catch (Exception e) when (Outage.IsReasonFor(e))
        {
            // The cached data may come from a store that no longer exists, so all of it is read again.
            LogUnavailable(e.Message);
            _index = null;
            _refreshedAt = start;
        }

        TimeSpan rest = BacklogScanThrottle.DelayAfter(work);
        _nextRefresh = Now + (rest > MinRefreshDelay ? rest : MinRefreshDelay);
    }

    private async Task<ImmutableArray<SiteRow>> PutSilosAsync(ImmutableArray<SiteRow> rows)
    {
        long now = timeProvider.GetTimestamp();
        string[] unknown = [.. rows
            .Where(row => !_places.TryGetValue(row.SiteId, out (string?, long FoundAt) place) || timeProvider.GetElapsedTime(place.FoundAt, now) > ActivationMaxAge)
            .Select(row => row.SiteId)];
        if (unknown.Length > 0)
        {
            IReadOnlyDictionary<string, string> found = await locator.FindAsync(unknown);
            if (_places.Count > MaxActivations)
            {
                _places.Clear();
            }

            foreach (string siteId in unknown)
            {
                _places[siteId] = (found.GetValueOrDefault(siteId), now);
            }
        }

        return [.. rows.Select(row => row with { Silo = _places.GetValueOrDefault(row.SiteId).Silo })];
    }

    [LoggerMessage(3031, LogLevel.Debug, "The table of all sites could not be read: {Reason} It is read again at the next request.")]
    private partial void LogUnavailable(string reason);
}
