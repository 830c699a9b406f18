using System.Text;
using Footfall.Queue;

namespace Footfall.Privacy;

/// <summary>
/// Which queued events of one of a site's streams are erased instead of stored: those of some users, or of everybody, up to the
/// entry that was the last one when that was asked for. It never changes without the site's fence.
/// </summary>
public sealed class ErasureFilter
{
    private readonly Dictionary<string, EntryId> _users = new(StringComparer.Ordinal);
    private readonly EntryId _everybody;
    private readonly EntryId _last;

    /// <param name="erasures">Each one's user, null for everybody, and last entry.</param>
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

    /// <summary>Whether any event of the entry may be erased.</summary>
    public bool Concerns(EntryId entry) => entry <= _last;

    /// <summary>Whether all events of the entry are erased, also such as cannot be read.</summary>
    public bool TakesAllOf(EntryId entry) => entry <= _everybody;

    /// <summary>Whether an event is erased.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="userId">Its user in UTF-8; empty for none.</param>
    public bool Takes(EntryId entry, ReadOnlySpan<byte> userId) =>
        TakesAllOf(entry) || (Concerns(entry) && _users.TryGetValue(Encoding.UTF8.GetString(userId), out EntryId last) && entry <= last);

    private static EntryId Max(EntryId left, EntryId right) => left > right ? left : right;
}
