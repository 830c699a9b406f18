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
internal sealed class SiteAnswers(string siteId, IStatsReader store, IQueueWatch queue, TimeProvider clock)
{
    private static readonly TimeSpan Unchecked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Days kept at most; asking for more starts anew.</summary>
    private const int Capacity = 64;

    private readonly Dictionary<DateOnly, Kept> _byDay = [];
    private Kept? _allTime;
    private Task<SitePosition>? _position;
    private long _positionAt;

    /// <summary>How many answers are kept.</summary>
    public int Count => _byDay.Count + (_allTime is null ? 0 : 1);

    /// <summary>The answer as the site is stored now.</summary>
    /// <param name="date">A UTC day, or null for all time.</param>
    /// <param name="commitId">The fence as the activation knows it; null when it knows none.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<StatsReply> GetAsync(DateOnly? date, Guid? commitId)
    {
        Kept? kept = Find(date);
        if (kept is not null && (commitId is null || commitId == kept.CommitId))
        {
            if (clock.GetElapsedTime(kept.CheckedAt) < Unchecked)
            {
                return kept.Reply;
            }

            long checkedAt = clock.GetTimestamp();
            QueueMoment? moment = await ReadQueueAsync();
            SitePosition position = await store.ReadPositionAsync(siteId);
            if (position.CommitId == kept.CommitId)
            {
                kept.CheckedAt = checkedAt;
                kept.Reply = kept.Reply with { Freshness = await FreshnessAsync(moment, position) };
                return kept.Reply;
            }
        }

        return await AskAsync(date, await ReadQueueAsync());
    }

    /// <summary>The answer once everything is stored that had been accepted before; or how far it got in that time.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer, and nothing waits for it either.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<StatsReply> WaitAsync(DateOnly? date, TimeSpan longest)
    {
        long start = clock.GetTimestamp();
        QueueMoment asked = await queue.ReadAsync(siteId);
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
            catch (StoreUnavailableException) when (!asked.Streams.IsEmpty || clock.GetElapsedTime(start) < longest)
            {
                // It may be back in time: a connection from before its restart fails, the next one works. Until then
                // what the queue still holds tells how far the site is stored.
            }

            if (clock.GetElapsedTime(start) >= longest)
            {
                return new StatsReply(StatsOutcome.NotYet, Freshness: await FreshnessAsync(asked, position ?? SitePosition.Unknown));
            }

            await Task.Delay(WaitStep, clock);
        }
    }

    /// <summary>
    /// How far the site is stored, or was a moment ago: all who wait ask the store together, once a step. Who waits for what is stored
    /// by then learns so; everybody else asks again.
    /// </summary>
    private Task<SitePosition> ReadRecentPositionAsync()
    {
        if (_position is null || (_position.IsCompleted && clock.GetElapsedTime(_positionAt) >= WaitStep))
        {
            _position = null;
            _positionAt = clock.GetTimestamp();
            _position = store.ReadPositionAsync(siteId);
        }

        return _position;
    }

    private async Task<StatsReply> AskAsync(DateOnly? date, QueueMoment? moment)
    {
        long readAt = clock.GetTimestamp();
        StatsAnswer answer = await store.ReadAsync(siteId, date);
        var reply = new StatsReply(StatsOutcome.Answered, answer.Stats, await FreshnessAsync(moment, answer.Position));
        Keep(date, new Kept(answer.Position.CommitId) { Reply = reply, CheckedAt = readAt });
        return reply;
    }

    /// <summary>Null while Redis is away: statistics are answered all the same, without a word on how fresh they are.</summary>
    private async Task<QueueMoment?> ReadQueueAsync()
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

    private async Task<Freshness?> FreshnessAsync(QueueMoment? moment, SitePosition position)
    {
        if (moment is null)
        {
            return null;
        }

        long queued = 0;
        foreach (StreamMoment stream in moment.Streams)
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

        return new Freshness(position.AsOf(moment), queued);
    }

    private Kept? Find(DateOnly? date) => date is { } day ? _byDay.GetValueOrDefault(day) : _allTime;

    private void Keep(DateOnly? date, Kept kept)
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

    private sealed class Kept(Guid? commitId)
    {
        public Guid? CommitId { get; } = commitId;

        public required StatsReply Reply { get; set; }

        /// <summary>When the answer last agreed with the store, on the clock's timestamp scale.</summary>
        public required long CheckedAt { get; set; }
    }
}
