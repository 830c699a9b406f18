using Footfall.Drain;

namespace Footfall.Stats;

/// <summary>
/// The answers of one site, each kept for as long as the site's fence stands. A commit of this activation makes
/// them stale at once; since another activation's commits are never heard of here, an answer older than
/// <see cref="Unchecked"/> is compared with the fence in the store before it is given again.
/// </summary>
/// <remarks>Used from one grain's turns only, never from two threads.</remarks>
internal sealed class StatsCache(string siteId, IStatsReader store, TimeProvider clock)
{
    private static readonly TimeSpan Unchecked = TimeSpan.FromSeconds(1);

    /// <summary>Days kept at most; asking for more starts anew.</summary>
    private const int Capacity = 64;

    private readonly Dictionary<DateOnly, Entry> _byDay = [];
    private Entry? _allTime;

    /// <param name="date">A UTC day, or null for all time.</param>
    /// <param name="commitId">The fence as the activation knows it; null when it knows none.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<SiteStats> GetAsync(DateOnly? date, Guid? commitId)
    {
        Entry? entry = Find(date);
        if (entry is not null && (commitId is null || commitId == entry.Answer.CommitId))
        {
            if (clock.GetElapsedTime(entry.CheckedAt) < Unchecked)
            {
                return entry.Answer.Stats;
            }

            long checkedAt = clock.GetTimestamp();
            if (await store.ReadCommitIdAsync(siteId) == entry.Answer.CommitId)
            {
                entry.CheckedAt = checkedAt;
                return entry.Answer.Stats;
            }
        }

        long readAt = clock.GetTimestamp();
        StatsAnswer answer = await store.ReadAsync(siteId, date);
        Keep(date, new Entry(answer) { CheckedAt = readAt });
        return answer.Stats;
    }

    private Entry? Find(DateOnly? date) => date is { } day ? _byDay.GetValueOrDefault(day) : _allTime;

    private void Keep(DateOnly? date, Entry entry)
    {
        if (date is not { } day)
        {
            _allTime = entry;
            return;
        }

        if (_byDay.Count >= Capacity)
        {
            _byDay.Clear();
        }

        _byDay[day] = entry;
    }

    private sealed class Entry(StatsAnswer answer)
    {
        public StatsAnswer Answer { get; } = answer;

        /// <summary>When the answer last agreed with the store, on the clock's timestamp scale.</summary>
        public long CheckedAt { get; set; }
    }
}
