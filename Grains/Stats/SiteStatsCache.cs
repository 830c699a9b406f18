using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Stats;

/// <summary>
/// Answers statistics queries of one site. An answer is cached while the site's fencing token stands: a commit
/// of this activation invalidates it at once. Commits of another activation are not visible here, so an answer older
/// than <see cref="Unchecked"/> is first compared with the fencing token in the store.
/// </summary>
/// <remarks>Used only on one grain's turns.</remarks>
internal sealed class SiteStatsCache(string siteId, IStatsReader store, SiteFreshness freshness, TimeProvider timeProvider)
{
    private static readonly TimeSpan Unchecked = TimeSpan.FromSeconds(1);

    /// <summary>Maximum number of cached days; exceeding it clears the cache.</summary>
    private const int Capacity = 64;

    private readonly Dictionary<DateOnly, CacheEntry> _byDay = [];
    private CacheEntry? _allTime;

    /// <summary>Number of cached answers.</summary>
    public int Count => _byDay.Count + (_allTime is null ? 0 : 1);

    /// <summary>Returns statistics of what is stored now.</summary>
    /// <param name="date">A UTC day, or null for all time.</param>
    /// <param name="fencingToken">The fencing token known to the activation; null if unknown.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<StatsResult> GetAsync(DateOnly? date, Guid? fencingToken)
    {
        CacheEntry? kept = Find(date);
        if (kept is not null && (fencingToken is null || fencingToken == kept.FencingToken))
        {
            if (timeProvider.GetElapsedTime(kept.CheckedAt) < Unchecked)
            {
                return kept.Reply;
            }

            long checkedAt = timeProvider.GetTimestamp();
            QueueSnapshot? snapshot = await freshness.ReadQueueAsync();
            SitePosition position = await store.ReadPositionAsync(siteId);
            if (position.FencingToken == kept.FencingToken)
            {
                kept.CheckedAt = checkedAt;
                kept.Reply = kept.Reply with { Freshness = await freshness.MeasureAsync(snapshot, position) };
                return kept.Reply;
            }
        }

        return await AskAsync(date, await freshness.ReadQueueAsync());
    }

    /// <summary>
    /// Waits until everything accepted before the call is stored and returns statistics, or the freshness reached by the deadline.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer, and nothing is queued for it either.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<StatsResult> WaitAsync(DateOnly? date, TimeSpan maxWait)
    {
        (QueueSnapshot asked, StatsResult? notYet) = await freshness.WaitAsync(maxWait);
        return notYet ?? await AskAsync(date, asked);
    }

    private async Task<StatsResult> AskAsync(DateOnly? date, QueueSnapshot? snapshot)
    {
        long readAt = timeProvider.GetTimestamp();
        StoredStats answer = await store.ReadAsync(siteId, date);
        var result = new StatsResult(StatsOutcome.Answered, answer.Stats, await freshness.MeasureAsync(snapshot, answer.Position));
        Keep(date, new CacheEntry(answer.Position.FencingToken) { Reply = result, CheckedAt = readAt });
        return result;
    }

    private CacheEntry? Find(DateOnly? date) => date is { } day ? _byDay.GetValueOrDefault(day) : _allTime;

    private void Keep(DateOnly? date, CacheEntry kept)
    {
        if (date is not { } day)
        {
            _allTime = kept;
            return;
        }

        if (_byDay.Count >= Capacity)
        {
            _byDay.Clear();
        }

        _byDay[day] = kept;
    }

    private sealed class CacheEntry(Guid? fencingToken)
    {
        public Guid? FencingToken { get; } = fencingToken;

        public required StatsResult Reply { get; set; }

        /// <summary>When the answer last matched the store, on the clock's timestamp scale.</summary>
        public required long CheckedAt { get; set; }
    }
}

/// <summary>Creates the parts of site grains that answer statistics queries.</summary>
internal sealed class SiteStatsCacheFactory(IStatsReader store, TimeProvider timeProvider)
{
    public SiteStatsCache Create(string siteId, SiteFreshness freshness) => new(siteId, store, freshness, timeProvider);
}
