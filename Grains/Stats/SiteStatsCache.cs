using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Stats;

/// <summary>
/// Answers statistics queries of one site. An answer is cached while the site's fencing token stands: a commit
/// of this activation invalidates it at once. Commits of another activation are not visible here, so an answer older
/// than <see cref="Unchecked"/> is first compared with the fencing token in the store.
/// </summary>
/// <remarks>
/// The queue is always read before the store: whatever has left the queue by then is stored, so the
/// reported freshness is never too late. Used only on one grain's turns.
/// </remarks>
internal sealed class SiteStatsCache(string siteId, IStatsReader store, IQueueInspector queue, TimeProvider timeProvider)
{
    private static readonly TimeSpan Unchecked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Maximum number of cached days; exceeding it clears the cache.</summary>
    private const int Capacity = 64;

    private readonly Dictionary<DateOnly, CacheEntry> _byDay = [];
    private CacheEntry? _allTime;
    private Task<SitePosition>? _position;
    private long _positionAt;

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
            QueueSnapshot? snapshot = await ReadQueueAsync();
            SitePosition position = await store.ReadPositionAsync(siteId);
            if (position.FencingToken == kept.FencingToken)
            {
                kept.CheckedAt = checkedAt;
                kept.Reply = kept.Reply with { Freshness = await FreshnessAsync(snapshot, position) };
                return kept.Reply;
            }
        }

        return await AskAsync(date, await ReadQueueAsync());
    }

    /// <summary>
    /// Waits until everything accepted before the call is stored and returns statistics, or the freshness reached by the deadline.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer, and nothing is queued for it either.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<StatsResult> WaitAsync(DateOnly? date, TimeSpan maxWait)
    {
        long start = timeProvider.GetTimestamp();
        QueueSnapshot asked = await queue.ReadAsync(siteId);
        SitePosition? position = null;
        while (true)
        {
            try
            {
                position = await ReadRecentPositionAsync();
                if (position.Covers(asked))
                {
                    return await AskAsync(date, asked);
                }
            }
            catch (StoreUnavailableException) when (!asked.Streams.IsEmpty || timeProvider.GetElapsedTime(start) < maxWait)
            {
                // It may be back in time: a connection from before a restart fails, the next one works. Until then
                // the queue's remaining entries show how far the site is stored.
            }

            if (timeProvider.GetElapsedTime(start) >= maxWait)
            {
                return new StatsResult(StatsOutcome.NotYet, Freshness: await FreshnessAsync(asked, position ?? SitePosition.Unknown));
            }

            await Task.Delay(WaitStep, timeProvider);
        }
    }

    /// <summary>
    /// Returns how far the site is stored, at most a moment old: all waiting callers share one read per step. Callers whose events are
    /// stored by then finish; the others ask again.
    /// </summary>
    private Task<SitePosition> ReadRecentPositionAsync()
    {
        if (_position is null || (_position.IsCompleted && timeProvider.GetElapsedTime(_positionAt) >= WaitStep))
        {
            _position = null;
            _positionAt = timeProvider.GetTimestamp();
            _position = store.ReadPositionAsync(siteId);
        }

        return _position;
    }

    private async Task<StatsResult> AskAsync(DateOnly? date, QueueSnapshot? snapshot)
    {
        long readAt = timeProvider.GetTimestamp();
        StoredStats answer = await store.ReadAsync(siteId, date);
        var result = new StatsResult(StatsOutcome.Answered, answer.Stats, await FreshnessAsync(snapshot, answer.Position));
        Keep(date, new CacheEntry(answer.Position.FencingToken) { Reply = result, CheckedAt = readAt });
        return result;
    }

    /// <summary>Returns null while Redis is unavailable: statistics are still returned, without their freshness.</summary>
    private Task<QueueSnapshot?> ReadQueueAsync() => Outage.OrNullAsync<QueueSnapshot>(async () => await queue.ReadAsync(siteId));

    private async Task<Freshness?> FreshnessAsync(QueueSnapshot? snapshot, SitePosition position)
    {
        if (snapshot is null)
        {
            return null;
        }

        long queued = 0;
        foreach (StreamSnapshot stream in snapshot.Streams)
        {
            EntryId checkpoint = position.CheckpointOf(stream.Epoch);
            if (checkpoint < stream.Last)
            {
                try
                {
                    queued += (await queue.CountAsync(siteId, stream.Epoch, checkpoint)).Events;
                }
                catch (QueueUnavailableException)
                {
                    return null;
                }
            }
        }

        return new Freshness(position.AsOf(snapshot), queued);
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
internal sealed class SiteStatsCacheFactory(IStatsReader store, IQueueInspector queue, TimeProvider timeProvider)
{
    public SiteStatsCache Create(string siteId) => new(siteId, store, queue, timeProvider);
}
