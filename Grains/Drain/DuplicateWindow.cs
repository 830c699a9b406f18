using System.Runtime.InteropServices;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>
/// The event ids of a site that count as seen: those of the latest commits, as far back as the window's length and
/// size allow. Time is that of the queue's entries, never a silo's clock, so a backlog of a day neither
/// shrinks nor stretches the window.
/// </summary>
/// <remarks>
/// Commits are kept and dropped whole, in the order of their checkpoints, in which they are also loaded, so
/// reloading a window yields the same window.
/// </remarks>
/// <param name="length">How long an id counts as seen.</param>
/// <param name="size">Minimum number of ids kept, if there are as many; exceeded by at most one commit's ids.</param>
internal sealed class DuplicateWindow(TimeSpan length, int size)
{
    private readonly Dictionary<UInt128, ulong> _seen = [];
    private readonly SortedDictionary<EntryId, List<RegisteredIds>> _commits = [];
    private readonly ulong _lengthMs = (ulong)length.TotalMilliseconds;
    private ulong _newestMs;
    private int _count;

    /// <summary>Loads the window from the store.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public static async Task<DuplicateWindow> LoadAsync(IEventStore store, string siteId, DrainOptions options)
    {
        var window = new DuplicateWindow(options.DuplicateWindow, options.DuplicateIds);
        foreach (RegisteredIds commit in await store.LoadEventIdsAsync(siteId, options.DuplicateWindow, options.DuplicateIds))
        {
            window.Add(commit);
        }

        return window;
    }

    /// <summary>Number of ids kept.</summary>
    public int Count => _count;

    /// <summary>Approximate memory use: a dictionary slot and a list item for each id.</summary>
    public long Bytes => _count * 80L;

    /// <summary>
    /// Returns whether the id was seen within the window before an entry of time <paramref name="ms"/>. A later time counts as within.
    /// </summary>
    public bool Contains(UInt128 hash, ulong ms) => _seen.TryGetValue(hash, out ulong seenMs) && IsWithin(seenMs, ms);

    /// <summary>
    /// Records an id as seen, unless it was within the window. From then on this is the window of a state in which the id's
    /// event is stored: if it is not committed and passed to <see cref="Keep"/>, the window must be discarded.
    /// </summary>
    /// <returns>Whether the id is new.</returns>
    public bool TrySee(in RegisteredId id)
    {
        ref ulong seenMs = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, id.Hash, out bool isKnown);
        if (isKnown && IsWithin(seenMs, id.Ms))
        {
            return false;
        }

        seenMs = id.Ms;
        return true;
    }

    /// <summary>
    /// Returns whether an entry of time <paramref name="ms"/> is within the window after one of <paramref name="seenMs"/>.
    /// </summary>
    private bool IsWithin(ulong seenMs, ulong ms) => seenMs >= ms || ms - seenMs <= _lengthMs;

    /// <summary>Adds the ids that a commit made elsewhere registered.</summary>
    public void Add(RegisteredIds commit)
    {
        foreach (RegisteredId id in commit.Ids)
        {
            ref ulong seenMs = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, id.Hash, out bool isKnown);
            seenMs = isKnown ? Math.Max(seenMs, id.Ms) : id.Ms;
        }

        Keep(commit);
    }

    /// <summary>Records a commit of ids seen here, and drops what exceeds the window's length or size.</summary>
    public void Keep(RegisteredIds commit)
    {
        if (commit.Ids.IsEmpty)
        {
            return;
        }

        if (!_commits.TryGetValue(commit.Checkpoint, out List<RegisteredIds>? same))
        {
            _commits.Add(commit.Checkpoint, same = []);
        }

        same.Add(commit);
        _count += commit.Ids.Length;
        _newestMs = Math.Max(_newestMs, commit.Checkpoint.Ms);
        DropOldest();
    }

    private void DropOldest()
    {
        while (_commits.Count > 1)
        {
            (EntryId checkpoint, List<RegisteredIds> oldest) = _commits.First();
            int ids = oldest.Sum(commit => commit.Ids.Length);
            bool isTooOld = _newestMs - checkpoint.Ms > _lengthMs;
            if (!isTooOld && _count - ids < size)
            {
                return;
            }

            _commits.Remove(checkpoint);
            _count -= ids;
            foreach (RegisteredId id in oldest.SelectMany(commit => commit.Ids))
            {
                // The same id may have been registered again after it left the window.
                if (_seen.TryGetValue(id.Hash, out ulong ms) && ms == id.Ms)
                {
                    _seen.Remove(id.Hash);
                }
            }
        }
    }
}
