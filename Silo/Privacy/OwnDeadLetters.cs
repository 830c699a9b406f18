using System.Text;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Wire;

namespace Footfall.Privacy;

/// <summary>Finds the dead letters of a user or a visitor. Whose the events of an unreadable entry are is unknown.</summary>
internal static class OwnDeadLetters
{
    public static bool IsOf(StoredDeadLetter deadLetter, EventOwner owner)
    {
        var reader = new EntryReader(deadLetter.Payload);
        return deadLetter.Key.Index != DeadLetter.WholeEntry && reader.TryRead(out EventView view) && IsOf(view, owner);
    }

    private static bool IsOf(in EventView view, EventOwner owner) => owner.UserId is { } userId
        ? view[EventField.UserId].SequenceEqual(Encoding.UTF8.GetBytes(userId))
        : VisitorText.TryFind(view, out ulong visitor) && visitor == owner.Visitor;
}
