using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>Computes what <see cref="SiteIndex"/> should return, by sorting rows with LINQ each time.</summary>
internal sealed class NaiveSiteCountersReader
{
    private readonly Dictionary<string, SiteCounters> _counted = [];

    /// <summary>The stored count of each site at each refresh.</summary>
    private readonly List<(TimeSpan At, Dictionary<string, long> Stored)> _history = [];

    private BacklogBySite _queue = null!;

    public int Count => _counted.Count;

    public void Refresh(SiteCounters[] counted, BacklogBySite queue, TimeSpan at)
    {
        foreach ((string siteId, SiteCounters site) in _counted)
        {
            _counted[siteId] = site with { IsPaused = false };
        }

        foreach (SiteCounters site in counted)
        {
            _counted[site.SiteId] = site;
        }

        foreach (string siteId in queue.Sites.Keys)
        {
            _counted.TryAdd(siteId, new SiteCounters(siteId, 0, 0, 0, 0, null, false));
        }

        _queue = queue;
        _history.Add((at, _counted.ToDictionary(site => site.Key, site => site.Value.Counters.Stored)));
    }

    public (int Found, SiteRow[] Rows) Find(SiteQuery query)
    {
        SiteRow[] found = [.. _counted.Values
            .Where(site => site.SiteId.Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .Select(ToRow)
            .OrderBy(row => row.SiteId, StringComparer.Ordinal)];
        IEnumerable<SiteRow> sorted = query.Sort == SiteSort.SiteId
            ? (query.IsDescending ? found.Reverse() : found)
            : Sort(found, row => KeyOf(row, query.Sort), query.IsDescending);
        return (found.Length, [.. sorted.Skip(query.Offset).Take(query.Limit)]);
    }

    private static IOrderedEnumerable<SiteRow> Sort(SiteRow[] rows, Func<SiteRow, double?> key, bool isDescending)
    {
        IOrderedEnumerable<SiteRow> known = rows.OrderBy(row => key(row) is null);
        return isDescending ? known.ThenByDescending(key) : known.ThenBy(key);
    }

    private static double? KeyOf(SiteRow row, SiteSort sort) => sort switch
    {
        SiteSort.Rate => row.Rate,
        SiteSort.Queued => row.Counters.Queued,
        SiteSort.Oldest => row.OldestAge?.TotalSeconds,
        SiteSort.LastCommit => row.LastCommittedAt?.ToUnixTimeSeconds(),
        SiteSort.Stored => row.Counters.Stored,
        SiteSort.Refused => row.Counters.Refused,
        SiteSort.Duplicates => row.Counters.Duplicates,
        _ => row.Counters.Dead,
    };

    private SiteRow ToRow(SiteCounters site)
    {
        QueuedEvents? queued = _queue.Sites.TryGetValue(site.SiteId, out QueuedEvents events) ? events : null;
        return new SiteRow(
            site.SiteId, RateOf(site), _queue.Now - queued?.Oldest, site.LastCommittedAt, null, site.IsPaused,
            site.Counters with { Queued = queued?.Events ?? 0 });
    }

    /// <summary>The rate from the last window start but one; a window starts at the first refresh 5 s after the last start.</summary>
    private double? RateOf(SiteCounters site)
    {
        var starts = new List<(TimeSpan At, Dictionary<string, long> Stored)> { _history[0], _history[0] };
        foreach ((TimeSpan At, Dictionary<string, long> Stored) refresh in _history.Skip(1))
        {
            if (refresh.At - starts[^1].At >= TimeSpan.FromSeconds(5))
            {
                starts.Add(refresh);
            }
        }

        (TimeSpan at, Dictionary<string, long> stored) = starts[^2];
        double seconds = (_history[^1].At - at).TotalSeconds;
        return seconds > 0 ? Math.Max(0, site.Counters.Stored - stored.GetValueOrDefault(site.SiteId)) / seconds : null;
    }
}
