using Footfall.Queue;
using Microsoft.Extensions.Logging;

namespace Footfall.Drain;

/// <summary>
/// Moves one site's entries from its stream into the store. At most one commit is in flight; while it runs, the
/// next chunk is fetched.
/// </summary>
/// <remarks>
/// All state here is a copy of what PostgreSQL holds. After any refusal or unknown outcome, all of it is discarded
/// and the next drain reads again: a buffer is never resent under a newly read fencing token, because that could
/// count its events twice.
/// </remarks>
internal sealed partial class SiteDrain(
    string siteId,
    ChunkReader chunks,
    IEntryVersions versions,
    IEventStore store,
    CachedState cache,
    DrainBackOff backOff,
    DrainOptions options,
    TimeProvider timeProvider,
    ILogger<SiteDrain> logger)
{
    /// <summary>Delay between two checks of a paused site. A check costs next to nothing, and resuming does not wait for one.</summary>
    private static readonly TimeSpan PausedDelay = TimeSpan.FromSeconds(5);

    /// <summary>Like all fields, accessed only on the grain's turns.</summary>
    private readonly FencingTokenLock _lock = new();

    private string? _epoch;
    private SiteState? _state;

    /// <summary>
    /// The last fencing token known to survive a server failure, because its commit was confirmed here. The queue may trim what was
    /// committed with it and before, but never what was merely read. It is not a copy of stored state, so discarding state keeps it.
    /// </summary>
    private Guid? _durableToken;

    /// <summary>The fencing token as last read or committed here; null if unknown.</summary>
    public Guid? FencingToken => _state?.FencingToken;

    public bool IsDraining => _lock.IsDraining;

    /// <summary>The epoch of the known state; null if none is known.</summary>
    public string? Epoch => _state is null ? null : _epoch;

    /// <summary>The last committed entry of that epoch.</summary>
    public EntryId? Checkpoint => _state?.Checkpoint;

    public long BufferedBytes => chunks.Bytes;

    /// <summary>Number of event ids that count as seen; null if none are loaded.</summary>
    public int? DuplicateIds => cache.Window?.Count;

    public long DuplicateBytes => cache.Window?.Bytes ?? 0;

    /// <summary>Consecutive failed drains, capped at a small number.</summary>
    public int Failures => backOff.Failures;

    /// <summary>Whether the last drain stopped before an entry that only newer silos read.</summary>
    public bool WaitsForNewerSilo { get; private set; }

    /// <summary>Returns a silo that may read the entry before which the last drain stopped; null if there is neither.</summary>
    public SiloAddress? FindNewerSilo() => WaitsForNewerSilo ? versions.FindOtherSilo() : null;

    /// <summary>Releases the memory held for the activation, which is ending.</summary>
    public void Reset()
    {
        cache.Discard();
        cache.Account();
    }

    /// <summary>Drains until the stream is empty or the budget is spent.</summary>
    public async Task<DrainReport> RunAsync(string epoch)
    {
        if (!await _lock.TryEnterDrainAsync(epoch))
        {
            return DrainReport.Busy;
        }

        WaitsForNewerSilo = false;
        bool isStateKnown = false;
        try
        {
            SiteState state = await LoadAsync(epoch);
            if (state.IsPaused)
            {
                // Discarded and read again at the next check: nothing notifies an activation that the site was resumed.
                return new DrainReport(DrainOutcome.Paused, await ConfirmAsync(state) ? state.Checkpoint.Next : null, PausedDelay);
            }

            if (await DrainAsync(epoch, state) is { } reached && await ConfirmAsync(reached))
            {
                isStateKnown = true;
                backOff.Reset();
                return new DrainReport(DrainOutcome.Drained, reached.Checkpoint.Next, TimeSpan.Zero);
            }

            return Retry();
        }
        catch (Exception e) when (Outage.IsReasonFor(e))
        {
            LogUnavailable(siteId, e.Message);
            return Retry();
        }
        catch (NewerEntryException e)
        {
            WaitsForNewerSilo = true;
            versions.RecordWaiting(siteId, e.Version);
            return Retry();
        }
        catch (QueueKeyException e)
        {
            LogUnavailable(siteId, e.Message);
            return DrainReport.Unreadable;
        }
        finally
        {
            if (!isStateKnown)
            {
                DiscardState();
            }

            cache.Account();
            _lock.Exit();
        }
    }

    /// <summary>Runs another operation that changes the site's fencing token while no drain runs here.</summary>
    public async Task<T> RunBetweenDrainsAsync<T>(Func<Task<T>> change)
    {
        await _lock.EnterAsync();
        try
        {
            return await change();
        }
        finally
        {
            DiscardState();
            cache.Account();
            _lock.Exit();
        }
    }

    private void DiscardState()
    {
        _state = null;
        cache.Discard();
    }

    private async Task<SiteState> LoadAsync(string epoch)
    {
        if (_state is null || _epoch != epoch)
        {
            DiscardState();
            _state = await store.LoadAsync(siteId, epoch);
            _epoch = epoch;
        }

        return _state;
    }

    /// <summary>Returns whether the queue may trim what the state reports as committed.</summary>
    private async Task<bool> ConfirmAsync(SiteState state)
    {
        if (IsDurable(state))
        {
            return true;
        }

        if (!await store.ConfirmAsync(siteId, state.FencingToken))
        {
            LogUnconfirmed(siteId);
            return false;
        }

        _durableToken = state.FencingToken;
        return true;
    }

    /// <summary>Returns whether the committed state is already known to survive a server failure.</summary>
    private bool IsDurable(SiteState state) => state.FencingToken == _durableToken || state.Checkpoint == EntryId.None;

    /// <summary>
    /// Returns the site's state after the last commit; null if a commit was refused, may be lost, or has an unknown outcome.
    /// </summary>
    private async Task<SiteState?> DrainAsync(string epoch, SiteState state)
    {
        long start = timeProvider.GetTimestamp();
        StreamChunk chunk = await chunks.ReadAsync(epoch, state.Checkpoint, state.Erasures, start);
        Task<StreamChunk>? next = null;
        try
        {
            while (chunk.Events is { } events)
            {
                if (events.HasIds)
                {
                    cache.Window ??= await DuplicateWindow.LoadAsync(store, siteId, options);
                }

                if (events.HasAttributes)
                {
                    cache.Attributes ??= await AttributeSets.LoadAsync(store, siteId);
                }

                SiteBatch batch = events.ToBatch(siteId, epoch, state.FencingToken, cache.Window, cache.Attributes, chunk.Spans);
                Task<CommitOutcome> commit = store.CommitAsync(batch);
                next = chunk.IsLast
                    ? Task.FromResult(StreamChunk.Empty)
                    : chunks.ReadAsync(epoch, batch.Checkpoint, state.Erasures, start);

                CommitOutcome outcome = await commit;
                EntrySpans.End(chunk.Spans, outcome);
                if (outcome != CommitOutcome.Committed)
                {
                    LogNotCommitted(siteId, outcome);
                    return null;
                }

                state = _state = state with { FencingToken = batch.FencingToken, Checkpoint = batch.Checkpoint };
                _durableToken = batch.FencingToken;
                cache.Window?.Keep(batch.EventIds);
                cache.Attributes?.Trim();
                chunks.Release(chunk);

                // So that a failure of the prefetch does not release the chunk a second time.
                chunk = StreamChunk.Empty;
                chunk = await next;
                next = null;
            }

            return state;
        }
        finally
        {
            chunks.Discard(chunk);
            if (next is not null)
            {
                _ = chunks.DiscardAsync(next);
            }
        }
    }

    private DrainReport Retry()
    {
        EntryId? known = _state is { } state && IsDurable(state) ? state.Checkpoint.Next : null;
        return new DrainReport(DrainOutcome.Retry, known, backOff.RecordFailure());
    }
}
