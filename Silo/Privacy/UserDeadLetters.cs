using System.Text;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Wire;

namespace Footfall.Privacy;

/// <summary>Finds a user's dead letters. The users of an unreadable entry are unknown.</summary>
internal static class UserDeadLetters
{
    public static bool IsOf(StoredDeadLetter deadLetter, string userId)
    {
        var reader = new EntryReader(deadLetter.Payload);
        return deadLetter.Key.Index != DeadLetter.WholeEntry && reader.TryRead(out EventView view)
            && view[EventField.UserId].SequenceEqual(Encoding.UTF8.GetBytes(userId));
    }
}
