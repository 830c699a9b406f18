using System.Diagnostics;
using Footfall.Privacy;
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
    IQueueReader queue,
    IEntryVersions versions,
    IEventStore store,
    DrainByteBudget memory,
    WindowByteBudget windows,
    DrainOptions options,
    TimeProvider timeProvider,
    Random random,
    ILogger<SiteDrain> logger)
{
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Delay between two checks of a paused site. A check costs next to nothing, and resuming does not wait for one.</summary>
    private static readonly TimeSpan PausedDelay = TimeSpan.FromSeconds(5);

    private readonly ChunkSize _chunkSize = new(options.ChunkBytes);

    /// <summary>Callers waiting for the current change of the fencing token to end. Like all fields, accessed only on the grain's turns.</summary>
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Whether a drain or another operation is changing the fencing token here.</summary>
    private bool _isMoving;

    /// <summary>The epoch being drained; null if none.</summary>
    private string? _draining;

    private string? _epoch;
    private SiteState? _state;
    private DuplicateWindow? _window;
    private long _windowBytes;

    /// <summary>
    /// The last fencing token known to survive a server failure, because its commit was confirmed here. The queue may trim what was
    /// committed with it and before, but never what was merely read. It is not a copy of stored state, so discarding state keeps it.
    /// </summary>
    private Guid? _durableToken;

    /// <summary>Bytes of entries read but not committed. Discarding a prefetched chunk updates it outside the grain's turns.</summary>
    private long _buffered;
    private int _failures;

    /// <summary>The fencing token as last read or committed here; null if unknown.</summary>
    public Guid? FencingToken => _state?.FencingToken;

    public bool IsDraining => _draining is not null;

    /// <summary>The epoch of the known state; null if none is known.</summary>
    public string? Epoch => _state is null ? null : _epoch;

    /// <summary>The last committed entry of that epoch.</summary>
    public EntryId? Checkpoint => _state?.Checkpoint;

    public long BufferedBytes => Interlocked.Read(ref _buffered);

    /// <summary>Number of event ids that count as seen; null if none are loaded.</summary>
    public int? DuplicateIds => _window?.Count;

    public long DuplicateBytes => _window?.Bytes ?? 0;

    /// <summary>Consecutive failed drains, capped at a small number.</summary>
    public int Failures => _failures;

    /// <summary>Whether the last drain stopped before an entry that only newer silos read.</summary>
    public bool WaitsForNewerSilo { get; private set; }

    /// <summary>Releases the memory held for the activation, which is ending.</summary>
    public void Reset()
    {
        _window = null;
        AccountWindow();
    }

    /// <summary>Drains until the stream is empty or the budget is spent.</summary>
    public async Task<DrainReport> RunAsync(string epoch)
    {
        // After a Redis restart a site has a stream of the old epoch beside the new one. If this returned Busy, a busy
        // site would reject the old stream again and again.
        while (_draining is not null && _draining != epoch)
        {
            await WaitForMoverAsync();
        }

        if (_isMoving)
        {
            return DrainReport.Busy;
        }

        _draining = epoch;
        _isMoving = true;
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
                _failures = 0;
                return new DrainReport(DrainOutcome.Drained, reached.Checkpoint.Next, TimeSpan.Zero);
            }

            return Retry();
        }
        catch (Exception e) when (e is QueueUnavailableException or StoreUnavailableException)
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
                ThrowAway();
            }

            EndMove();
        }
    }

    /// <summary>Runs another operation that changes the site's fencing token while no drain runs here.</summary>
    public async Task<T> RunBetweenDrainsAsync<T>(Func<Task<T>> change)
    {
        while (_isMoving)
        {
            await WaitForMoverAsync();
        }

        _isMoving = true;
        try
        {
            return await change();
        }
        finally
        {
            ThrowAway();
            EndMove();
        }
    }

    /// <summary>Completes when the current change of the fencing token ends; another one may have started by then.</summary>
    private Task WaitForMoverAsync()
    {
        // One source per waiter: if waiters shared a task, all but one would continue in the thread pool.
        var waiting = new TaskCompletionSource();
        _waiting.Add(waiting);
        return waiting.Task;
    }

    private void EndMove()
    {
        AccountWindow();
        _isMoving = false;
        _draining = null;
        TaskCompletionSource[] waiting = [.. _waiting];
        _waiting.Clear();

        // Last, because a waiter may continue inline.
        Array.ForEach(waiting, each => each.SetResult());
    }

    private void ThrowAway()
    {
        _state = null;
        _window = null;
    }

    private async Task<SiteState> LoadAsync(string epoch)
    {
        if (_state is null || _epoch != epoch)
        {
            ThrowAway();
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
        Chunk chunk = await ReadAsync(epoch, state.Checkpoint, state.Erasures, start);
        Task<Chunk>? next = null;
        try
        {
            while (chunk.Events is not null)
            {
                if (chunk.Events!.HasIds)
                {
                    _window ??= await DuplicateWindow.LoadAsync(store, siteId, options);
                }

                SiteBatch batch = chunk.Events.ToBatch(siteId, epoch, state.FencingToken, _window, chunk.Spans);
                Task<CommitOutcome> commit = store.CommitAsync(batch);
                next = chunk.IsLast ? Task.FromResult(Chunk.Empty) : ReadAsync(epoch, batch.Checkpoint, state.Erasures, start);

                CommitOutcome outcome = await commit;
                EntrySpans.End(chunk.Spans, outcome);
                if (outcome != CommitOutcome.Committed)
                {
                    LogNotCommitted(siteId, outcome);
                    return null;
                }

                state = _state = state with { FencingToken = batch.FencingToken, Checkpoint = batch.Checkpoint };
                _durableToken = batch.FencingToken;
                _window?.Keep(batch.EventIds);
                LetGo(chunk.Bytes);
                chunk = Chunk.Empty;
                chunk = await next;
                next = null;
            }

            return state;
        }
        finally
        {
            Discard(chunk);
            if (next is not null)
            {
                _ = DiscardAsync(next);
            }
        }
    }

    /// <summary>Reads the next entries; returns an empty chunk at the end of the stream or when the drain's time is up.</summary>
    private async Task<Chunk> ReadAsync(string epoch, EntryId after, ErasureFilter? erasures, long start)
    {
        TimeSpan left = options.MaxDuration - timeProvider.GetElapsedTime(start);
        long reserved = _chunkSize.ExpectedBytes;
        if (left <= TimeSpan.Zero || !await memory.TryReserveAsync(reserved, left, timeProvider))
        {
            return Chunk.Empty;
        }

        long used = 0;
        try
        {
            StreamRead read = await queue.ReadAsync(siteId, epoch, after, _chunkSize.Entries);
            if (read.Entries.Count == 0)
            {
                return Chunk.Empty;
            }

            IReadOnlyList<QueuedEntry> readable = TakeReadable(read.Entries);
            used = readable.Sum(entry => (long)entry.Bytes.Length);
            _chunkSize.Observe(readable.Count, used);
            return new Chunk(DecodedChunk.Decode(readable, erasures), used, read.IsEnd || readable.Count < read.Entries.Count, EntrySpans.Start(siteId, readable));
        }
        finally
        {
            Interlocked.Add(ref _buffered, used);
            memory.Release(reserved - used);
        }
    }

    /// <summary>Releases the memory of a chunk.</summary>
    private void LetGo(long bytes)
    {
        Interlocked.Add(ref _buffered, -bytes);
        memory.Release(bytes);
    }

    /// <summary>Returns the entries before the first one that only newer silos read.</summary>
    /// <exception cref="NewerEntryException">No entry comes before it.</exception>
    private IReadOnlyList<QueuedEntry> TakeReadable(IReadOnlyList<QueuedEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is { Fault: null, Bytes: { IsEmpty: false } bytes } && versions.IsReadElsewhere(bytes.Span[0]))
            {
                return i > 0 ? [.. entries.Take(i)] : throw new NewerEntryException(bytes.Span[0]);
            }
        }

        return entries;
    }

    /// <summary>Releases the memory of a prefetched chunk that is not needed; its failure no longer matters.</summary>
    private async Task DiscardAsync(Task<Chunk> fetched)
    {
        await ((Task)fetched).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fetched.IsCompletedSuccessfully)
        {
            Discard(await fetched);
        }
    }

    private void Discard(Chunk chunk)
    {
        EntrySpans.End(chunk.Spans, null);
        LetGo(chunk.Bytes);
    }

    private DrainReport Retry()
    {
        EntryId? known = _state is { } state && IsDurable(state) ? state.Checkpoint.Next : null;
        _failures = Math.Min(_failures + 1, 6);
        TimeSpan maxDelay = MinRetryDelay * (1 << _failures);
        TimeSpan delay = MinRetryDelay + ((maxDelay - MinRetryDelay) * random.NextDouble());
        return new DrainReport(DrainOutcome.Retry, known, delay < MaxRetryDelay ? delay : MaxRetryDelay);
    }

    private void AccountWindow()
    {
        if (windows.IsOver)
        {
            _window = null;
        }

        long bytes = _window?.Bytes ?? 0;
        windows.Add(bytes - _windowBytes);
        _windowBytes = bytes;
    }

    /// <summary>The result of one stream read.</summary>
    /// <param name="Events">The decoded events; null at the end of the stream.</param>
    /// <param name="Bytes">Size of the entries.</param>
    /// <param name="IsLast">Whether the stream had no more. Entries added since cause another claim once this one is released.</param>
    /// <param name="Spans">Spans of the traced entries.</param>
    private sealed record Chunk(DecodedChunk? Events, long Bytes, bool IsLast, IReadOnlyList<Activity> Spans)
    {
        public static readonly Chunk Empty = new(null, 0, IsLast: true, []);
    }
}
