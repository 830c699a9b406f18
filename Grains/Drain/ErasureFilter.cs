using System.Text;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>
/// Decides which queued events of one of a site's streams are erased instead of stored: those of some users, or of all, up to the
/// last entry at the time of the request. It never changes without the site's fencing token.
/// </summary>
public sealed class ErasureFilter
{
    private readonly Dictionary<string, EntryId> _users = new(StringComparer.Ordinal);
    private readonly EntryId _everybody;
    private readonly EntryId _last;

    /// <param name="erasures">The user (null for all) and the last entry of each erasure.</param>
    public ErasureFilter(IEnumerable<(string? UserId, EntryId Last)> erasures)
    {
        foreach ((string? userId, EntryId last) in erasures)
        {
            _last = Max(_last, last);
            if (userId is null)
            {
                _everybody = Max(_everybody, last);
            }
            else
            {
                _users[userId] = Max(_users.GetValueOrDefault(userId), last);
            }
        }
    }

    /// <summary>Returns whether any event of the entry may be erased.</summary>
    public bool Concerns(EntryId entry) => entry <= _last;

    /// <summary>Returns whether all events of the entry are erased, including unreadable ones.</summary>
    public bool TakesAllOf(EntryId entry) => entry <= _everybody;

    /// <summary>Returns whether an event is erased.</summary>
    /// <param name="entry">The event's entry.</param>
    /// <param name="userId">The event's user in UTF-8; empty for none.</param>
    public bool Takes(EntryId entry, ReadOnlySpan<byte> userId) =>
        TakesAllOf(entry) || (Concerns(entry) && _users.TryGetValue(Encoding.UTF8.GetString(userId), out EntryId last) && entry <= last);

    private static EntryId Max(EntryId left, EntryId right) => left > right ? left : right;
}
