using System.Text;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Privacy;

/// <summary>Finds a user's among the dead letters. Of an entry that cannot be read, nobody knows whose events it has.</summary>
internal static class UserDeadLetters
{
    public static bool IsOf(StoredDeadLetter deadLetter, string userId)
    {
        var reader = new EntryReader(deadLetter.Payload);
        return deadLetter.Key.Index != DeadLetter.WholeEntry && reader.TryRead(out EventView view)
            && view[EventField.UserId].SequenceEqual(Encoding.UTF8.GetBytes(userId));
    }
}
