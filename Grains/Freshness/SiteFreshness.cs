using Footfall.Drain;
using Footfall.Queue;
using Footfall.Stats;

namespace Footfall.Freshness;

/// <summary>
/// Says how up to date an answer about a site is, and waits until the store has all that was accepted. Used only on one grain's turns.
/// </summary>
/// <remarks>
/// The queue is always read before the store: whatever has left the queue by then is stored, so the
/// reported freshness is never too late.
/// </remarks>
internal sealed class SiteFreshness(string siteId, IPositionReader store, IQueueInspector queue, TimeProvider timeProvider)
{
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    private Task<SitePosition>? _position;
    private long _positionAt;

    /// <summary>Returns null while Redis is unavailable: answers are still given, without their freshness.</summary>
    public Task<QueueSnapshot?> ReadQueueAsync() => Outage.OrNullAsync<QueueSnapshot>(async () => await queue.ReadAsync(siteId));

    /// <summary>Waits until everything accepted before the call is stored.</summary>
    /// <returns>The queue at the time of the call, and null; or, at the deadline, the freshness that was reached.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer, and nothing is queued for it either.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public async Task<(QueueSnapshot Asked, StatsResult? NotYet)> WaitAsync(TimeSpan maxWait)
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
                    return (asked, null);
                }
            }
            catch (StoreUnavailableException) when (!asked.Streams.IsEmpty || timeProvider.GetElapsedTime(start) < maxWait)
            {
                // It may be back in time: a connection from before a restart fails, the next one works. Until then
                // the queue's remaining entries show how far the site is stored.
            }

            if (timeProvider.GetElapsedTime(start) >= maxWait)
            {
                return (asked, new StatsResult(StatsOutcome.NotYet, Freshness: await MeasureAsync(asked, position ?? SitePosition.Unknown)));
            }

            await Task.Delay(WaitStep, timeProvider);
        }
    }

    /// <summary>Returns how up to date an answer is; null while Redis is unavailable.</summary>
    /// <param name="snapshot">The queue before the store was read; null if Redis was unavailable.</param>
    /// <param name="position">How far the site was stored in the answer.</param>
    public async Task<Stats.Freshness?> MeasureAsync(QueueSnapshot? snapshot, SitePosition position)
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

        return new Stats.Freshness(position.AsOf(snapshot), queued);
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
}
