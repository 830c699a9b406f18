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
/// Everything held here is a copy of what PostgreSQL holds. After any refusal or unknown outcome it is all thrown
/// away, and the next drain reads again: a buffer is never sent a second time under a newly read fence, which is
/// what could count its events twice.
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

    /// <summary>How long a paused site rests between two looks: they cost next to nothing, and resuming does not wait for one.</summary>
    private static readonly TimeSpan PausedDelay = TimeSpan.FromSeconds(5);

    private readonly ChunkSize _chunkSize = new(options.ChunkBytes);

    /// <summary>Those who wait until nobody moves the fence here. Touched, as all fields, on the grain's turns only.</summary>
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Whether the fence is being moved here, by a drain or by something else.</summary>
    private bool _isMoving;

    /// <summary>The epoch that is being drained; null while none is.</summary>
    private string? _draining;

    private string? _epoch;
    private SiteState? _state;
    private DuplicateWindow? _window;
    private long _windowBytes;

    /// <summary>
    /// The last fence that is known to outlive the server, since its commit was confirmed here. The queue lets go of what was committed
    /// with it and before; of what was merely read, never. It is no copy of what the store has, so it is kept when that is thrown away.
    /// </summary>
    private Guid? _durableToken;

    /// <summary>Of entries that were read and are not committed. Chunks that were fetched in vain are taken off elsewhere than on the grain's turns.</summary>
    private long _buffered;
    private int _failures;

    /// <summary>The fence as last read or committed here; null when nothing is known.</summary>
    public Guid? FencingToken => _state?.FencingToken;

    public bool IsDraining => _draining is not null;

    /// <summary>The epoch of what is known; null when nothing is.</summary>
    public string? Epoch => _state is null ? null : _epoch;

    /// <summary>The last committed entry of that epoch.</summary>
    public EntryId? Checkpoint => _state?.Checkpoint;

    public long BufferedBytes => Interlocked.Read(ref _buffered);

    /// <summary>Event ids that count as seen; null while none are held.</summary>
    public int? DuplicateIds => _window?.Count;

    public long DuplicateBytes => _window?.Bytes ?? 0;

    /// <summary>Drains that failed in a row, up to a few.</summary>
    public int Failures => _failures;

    /// <summary>Whether the last drain ended before an entry that only newer silos read.</summary>
    public bool WaitsForNewerSilo { get; private set; }

    /// <summary>Gives back what is held in memory; the activation ends.</summary>
    public void Reset()
    {
        _window = null;
        AccountWindow();
    }

    /// <summary>Drains until the stream is empty or the budget is spent.</summary>
    public async Task<DrainReport> RunAsync(string epoch)
    {
        // After a restart of Redis a site has a stream of the old epoch beside the new one's. With Busy as the answer, a
        // site with much traffic would turn the old one away again and again.
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
                // Thrown away, and read again at the next look: nobody tells an activation that the site was resumed.
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

    /// <summary>Does something else that moves the site's fence, while no drain runs here.</summary>
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

    /// <summary>Completes when whoever moves the fence is done; somebody else may have begun to by then.</summary>
    private Task WaitForMoverAsync()
    {
        // One for each who waits: of those who share a task, all but one go on in the thread pool.
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

        // Last, since whoever waits may go on within it.
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

    /// <summary>Whether the queue may let go of what the state says is committed.</summary>
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

    /// <summary>Whether it is known already that what is committed outlives the server.</summary>
    private bool IsDurable(SiteState state) => state.FencingToken == _durableToken || state.Checkpoint == EntryId.None;

    /// <summary>The site's state after the last commit; null when one was refused, may be lost, or its outcome is unknown.</summary>
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

    /// <summary>The next entries; none when the stream is at its end or the drain's time is up.</summary>
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

    /// <summary>Gives back the memory of a chunk.</summary>
    private void LetGo(long bytes)
    {
        Interlocked.Add(ref _buffered, -bytes);
        memory.Release(bytes);
    }

    /// <summary>The entries before the first that only newer silos read.</summary>
    /// <exception cref="NewerEntryException">There is none before it.</exception>
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

    /// <summary>Gives back the memory of a chunk that was fetched in vain; its failure no longer matters.</summary>
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

    /// <summary>What one read of the stream brought.</summary>
    /// <param name="Events">Null at the stream's end.</param>
    /// <param name="Bytes">Of the entries.</param>
    /// <param name="IsLast">There were no more. What has come since has the site claimed again once this claim is released.</param>
    /// <param name="Spans">Of its traced entries.</param>
    private sealed record Chunk(DecodedChunk? Events, long Bytes, bool IsLast, IReadOnlyList<Activity> Spans)
    {
        public static readonly Chunk Empty = new(null, 0, IsLast: true, []);
    }
}
