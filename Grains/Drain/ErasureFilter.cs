using System.Text;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>
/// Decides which queued events of one of a site's streams are erased instead of stored: those of some users and visitors, or of all, up to the
/// last entry at the time of the request. It never changes without the site's fencing token.
/// </summary>
public sealed class ErasureFilter
{
    private readonly Dictionary<string, EntryId> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, EntryId> _visitors = [];
    private readonly EntryId _everybody;
    private readonly EntryId _last;

    /// <param name="erasures">The visitor without a user id, or the user, or null twice for all; and the last entry of each erasure.</param>
    public ErasureFilter(IEnumerable<(ulong? Visitor, string? UserId, EntryId Last)> erasures)
    {
        foreach ((ulong? visitor, string? userId, EntryId last) in erasures)
        {
            _last = Max(_last, last);
            if (visitor is { } id)
            {
                _visitors[id] = Max(_visitors.GetValueOrDefault(id), last);
            }
            else if (userId is null)
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
    /// <param name="view">The event.</param>
    public bool Takes(EntryId entry, in EventView view) => TakesAllOf(entry) || (Concerns(entry) && entry <= LastOf(view));

    /// <summary>Returns the last entry in which the events of this event's owner are erased.</summary>
    private EntryId LastOf(in EventView view) => VisitorText.TryFind(view, out ulong visitor)
        ? _visitors.GetValueOrDefault(visitor)
        : _users.GetValueOrDefault(Encoding.UTF8.GetString(view[EventField.UserId]));

    private static EntryId Max(EntryId left, EntryId right) => left > right ? left : right;
}
