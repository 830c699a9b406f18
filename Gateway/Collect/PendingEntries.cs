using System.Diagnostics;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Entries that wait to be sent, oldest first. Events of a site share its last entry until that is full or taken.
/// Not thread-safe.
/// </summary>
internal sealed class PendingEntries
{
    private readonly Queue<PendingEntry> _waiting = new();

    /// <summary>The last waiting entry of each site.</summary>
    private readonly Dictionary<byte[], PendingEntry> _openBySite = new(SiteIdComparer.Instance);
    private readonly Dictionary<byte[], PendingEntry>.AlternateLookup<ReadOnlySpan<byte>> _open;

    public PendingEntries() => _open = _openBySite.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The number of waiting entries.</summary>
    public int Count => _waiting.Count;

    /// <summary>Adds an event and returns the entry that holds it.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied.</param>
    /// <param name="version">The encoding version, if this event begins an entry.</param>
    /// <param name="span">The span whose context the event carries; null for an event that is not traced.</param>
    public PendingEntry Add(ReadOnlySpan<byte> siteId, in EventView view, byte version, Activity? span = null)
    {
        PendingEntry entry = OpenEntry(siteId, version);
        entry.Add(view, span);
        return entry;
    }

    /// <summary>Adds a site's refusals to its open entry, or to a new one without events.</summary>
    public PendingEntry Add(ReadOnlySpan<byte> siteId, IReadOnlyList<RefusalCount> refusals, byte version)
    {
        PendingEntry entry = OpenEntry(siteId, version);
        entry.Add(refusals);
        return entry;
    }

    /// <summary>Removes the oldest entries, which then accept no further events.</summary>
    public PendingEntry[] Take(int limit)
    {
        var taken = new PendingEntry[Math.Min(limit, _waiting.Count)];
        for (int i = 0; i < taken.Length; i++)
        {
            PendingEntry entry = _waiting.Dequeue();
            taken[i] = entry;
            if (_openBySite.TryGetValue(entry.SiteKey, out PendingEntry? open) && open == entry)
            {
                _openBySite.Remove(entry.SiteKey);
            }
        }

        return taken;
    }

    private PendingEntry OpenEntry(ReadOnlySpan<byte> siteId, byte version)
    {
        if (_open.TryGetValue(siteId, out PendingEntry? entry) && !entry.IsFull)
        {
            return entry;
        }

        var opened = new PendingEntry(siteId.ToArray(), version);
        _openBySite[opened.SiteKey] = opened;
        _waiting.Enqueue(opened);
        return opened;
    }
}
