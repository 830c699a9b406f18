using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Stats;

/// <summary>
/// Answers questions about one site's statistics. An answer is kept for as long as the site's fence stands: a commit
/// of this activation makes it stale at once; since another activation's commits are never heard of here, one older
/// than <see cref="Unchecked"/> is compared with the fence in the store before it is given again.
/// </summary>
/// <remarks>
/// What waits in the queue is always read before the store: whatever the queue had lost by then is stored, so the
/// time that an answer is good for is never claimed too late. Used from one grain's turns only.
/// </remarks>
internal sealed class SiteStatsCache(string siteId, IStatsReader store, IQueueInspector queue, TimeProvider timeProvider)
{
    private static readonly TimeSpan Unchecked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Days kept at most; asking for more starts anew.</summary>
    private const int Capacity = 64;

    private readonly Dictionary<DateOnly, CacheEntry> _byDay = [];
    private CacheEntry? _allTime;
    private Task<SitePosition>? _position;
    private long _positionAt;

    /// <summary>How many answers are kept.</summary>
    public int Count => _byDay.Count + (_allTime is null ? 0 : 1);

    /// <summary>The answer as the site is stored now.</summary>
    /// <param name="date">A UTC day, or null for all time.</param>
    /// <param name="fencingToken">The fence as the activation knows it; null when it knows none.</param>
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

    /// <summary>The answer once everything is stored that had been accepted before; or how far it got in that time.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer, and nothing waits for it either.</exception>
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
                // It may be back in time: a connection from before its restart fails, the next one works. Until then
                // what the queue still holds tells how far the site is stored.
            }

            if (timeProvider.GetElapsedTime(start) >= maxWait)
            {
                return new StatsResult(StatsOutcome.NotYet, Freshness: await FreshnessAsync(asked, position ?? SitePosition.Unknown));
            }

            await Task.Delay(WaitStep, timeProvider);
        }
    }

    /// <summary>
    /// How far the site is stored, or was a moment ago: all who wait ask the store together, once a step. Who waits for what is stored
    /// by then learns so; everybody else asks again.
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

    /// <summary>Null while Redis is away: statistics are answered all the same, without a word on how fresh they are.</summary>
    private async Task<QueueSnapshot?> ReadQueueAsync()
    {
        try
        {
            return await queue.ReadAsync(siteId);
        }
        catch (QueueUnavailableException)
        {
            return null;
        }
    }

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

        /// <summary>When the answer last agreed with the store, on the clock's timestamp scale.</summary>
        public required long CheckedAt { get; set; }
    }
}
