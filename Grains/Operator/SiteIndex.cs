using System.Runtime.InteropServices;
using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>
/// Holds all sites in memory, and sorts and searches them on demand. An order is computed once after each refresh, however
/// many of its pages are requested.
/// </summary>
/// <remarks>Used only on one grain's turns.</remarks>
internal sealed class SiteIndex
{
    /// <summary>Rates cover one to two of these windows.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>One order of 100,000 sites takes 400 kB.</summary>
    private const int MaxOrders = 16;

    private readonly Dictionary<string, IndexedSite> _byId = [];
    private readonly Dictionary<(string Search, SiteSort Sort, bool IsDescending), int[]> _orders = [];

    /// <summary>Sorted by id.</summary>
    private IndexedSite[] _sites = [];

    private DateTimeOffset _asOf;

    /// <summary>
    /// Start of the rate window, start of the next one, and the latest refresh; all measured from the same arbitrary moment.
    /// </summary>
    private TimeSpan? _startedAt, _nextAt;
    private TimeSpan _refreshedAt;

    /// <summary>Number of sites.</summary>
    public int Count => _sites.Length;

    private double WindowSeconds => _startedAt is { } start ? (_refreshedAt - start).TotalSeconds : 0;

    /// <summary>Applies the current state of the store and the queue.</summary>
    /// <param name="counters">Sites that have changed, and all paused ones.</param>
    /// <param name="queue">The backlog.</param>
    /// <param name="asOf">Time of the snapshot.</param>
    /// <param name="at">The same moment on a monotonic clock.</param>
    public void Refresh(SiteCountersSnapshot counters, BacklogBySite queue, DateTimeOffset asOf, TimeSpan at)
    {
        _orders.Clear();
        _asOf = asOf;
        foreach (IndexedSite site in _sites)
        {
            site.IsPaused = false;
            site.Counters = site.Counters with { Queued = 0 };
            site.OldestAge = null;
        }

        var added = new List<IndexedSite>();
        foreach (SiteCounters now in counters.Sites)
        {
            IndexedSite site = GetOrAdd(now.SiteId, added);
            site.Counters = now.Counters;
            site.LastCommittedAt = now.LastCommittedAt;
            site.IsPaused = now.IsPaused;
        }

        foreach ((string siteId, QueuedEvents queued) in queue.Sites)
        {
            IndexedSite site = GetOrAdd(siteId, added);
            site.Counters = site.Counters with { Queued = queued.Events };
            site.OldestAge = queue.Now - queued.Oldest;
        }

        Place(added);
        MoveWindow(at, added);
    }

    /// <summary>Returns a page of the matching sites.</summary>
    public SitePage Find(SiteQuery query)
    {
        int[] order = GetOrder(query);
        int first = Math.Min(query.Offset, order.Length);
        int count = Math.Min(query.Limit, order.Length - first);
        return new SitePage(_asOf, _sites.Length, order.Length, [.. order.AsSpan(first, count).ToArray().Select(place => ToRow(_sites[place]))]);
    }

    private IndexedSite GetOrAdd(string siteId, List<IndexedSite> added)
    {
        ref IndexedSite? site = ref CollectionsMarshal.GetValueRefOrAddDefault(_byId, siteId, out _);
        if (site is null)
        {
            site = new IndexedSite(siteId);
            added.Add(site);
        }

        return site;
    }

    /// <summary>Merges new sites into the order; the others are already sorted.</summary>
    private void Place(List<IndexedSite> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        added.Sort((left, right) => string.CompareOrdinal(left.SiteId, right.SiteId));
        var all = new IndexedSite[_sites.Length + added.Count];
        int known = 0, fresh = 0;
        for (int place = 0; place < all.Length; place++)
        {
            bool isFresh = known == _sites.Length
                || (fresh < added.Count && string.CompareOrdinal(added[fresh].SiteId, _sites[known].SiteId) < 0);
            all[place] = isFresh ? added[fresh++] : _sites[known++];
            all[place].Place = place;
        }

        _sites = all;
    }

    private void MoveWindow(TimeSpan at, List<IndexedSite> added)
    {
        if (_startedAt is null)
        {
            // Nothing is known about earlier times; a site that appears later had nothing stored.
            added.ForEach(site => site.StoredAtStart = site.StoredAtNext = site.Counters.Stored);
            _startedAt = _nextAt = at;
        }
        else if (at - _nextAt >= Window)
        {
            foreach (IndexedSite site in _sites)
            {
                site.StoredAtStart = site.StoredAtNext;
                site.StoredAtNext = site.Counters.Stored;
            }

            (_startedAt, _nextAt) = (_nextAt, at);
        }

        _refreshedAt = at;
    }

    private int[] GetOrder(SiteQuery query)
    {
        var key = (query.Search, query.Sort, query.IsDescending);
        if (!_orders.TryGetValue(key, out int[]? order))
        {
            if (_orders.Count >= MaxOrders)
            {
                _orders.Clear();
            }

            _orders.Add(key, order = Sort(query));
        }

        return order;
    }

    private int[] Sort(SiteQuery query)
    {
        int[] places = query.Search.Length == 0
            ? [.. Enumerable.Range(0, _sites.Length)]
            : [.. _sites.Where(site => site.SiteId.Contains(query.Search, StringComparison.OrdinalIgnoreCase)).Select(site => site.Place)];
        if (query.Sort == SiteSort.SiteId)
        {
            if (query.IsDescending)
            {
                Array.Reverse(places);
            }

            return places;
        }

        long[] keys = Array.ConvertAll(places, place => KeyOf(_sites[place], query.Sort) is { } key ? (query.IsDescending ? -key : key) : long.MaxValue);
        Array.Sort(keys, places);
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            Array.Sort(places, start, end - start);
            start = end;
        }

        return places;
    }

    private long? KeyOf(IndexedSite site, SiteSort sort) => sort switch
    {
        SiteSort.Rate => WindowSeconds > 0 ? GrowthOf(site) : null,
        SiteSort.Queued => site.Counters.Queued,
        SiteSort.Oldest => site.OldestAge?.Ticks,
        SiteSort.LastCommit => site.LastCommittedAt?.UtcTicks,
        SiteSort.Stored => site.Counters.Stored,
        SiteSort.Refused => site.Counters.Refused,
        SiteSort.Duplicates => site.Counters.Duplicates,
        SiteSort.Dead => site.Counters.Dead,
        _ => null,
    };

    private static long GrowthOf(IndexedSite site) => Math.Max(0, site.Counters.Stored - site.StoredAtStart);

    private SiteRow ToRow(IndexedSite site) => new(
        site.SiteId,
        WindowSeconds > 0 ? GrowthOf(site) / WindowSeconds : null,
        site.OldestAge,
        site.LastCommittedAt,
        null,
        site.IsPaused,
        site.Counters);
}
