using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;
using Microsoft.Extensions.Logging;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteIndexGrain"/>
/// <remarks>
/// Refreshed by the questions themselves: when one comes and the rest after the last refresh is over. Without questions
/// it costs nothing, and after two minutes it is gone.
/// </remarks>
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class SiteIndexGrain(
    ISiteCountersReader table, IQueueInspector queue, ISiteActivationLocator locator, TimeProvider timeProvider, ILogger<SiteIndexGrain> logger) : Grain, ISiteIndexGrain
{
    private static readonly TimeSpan MinRefreshDelay = TimeSpan.FromSeconds(1);

    /// <summary>So many sites cost as much to read again and to put in order as one does whose queue is looked at.</summary>
    private const int RowsLikeAWaitingSite = 10;

    /// <summary>What is older than this is given to nobody while something newer is on its way.</summary>
    private static readonly TimeSpan OldestAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ActivationMaxAge = TimeSpan.FromSeconds(3);

    /// <summary>Places that are remembered at most; then all are asked for anew.</summary>
    private const int MaxActivations = 2000;

    /// <summary>Touched, as all fields, on the grain's turns only.</summary>
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

    /// <summary>Since the activation.</summary>
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
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            // What is known may be of a store that is not there any more: it is all read again.
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

    [LoggerMessage(3031, LogLevel.Debug, "The table of all sites could not be read: {Reason} It is read again when somebody asks.")]
    private partial void LogUnavailable(string reason);
}
