using Footfall.DeadLetters;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An event, or a whole entry, that cannot be stored.</summary>
/// <param name="Entry">The original entry.</param>
/// <param name="Index">The event's index in the entry, from 0; <see cref="WholeEntry"/> if the entry cannot be read.</param>
/// <param name="Events">Number of events it represents.</param>
/// <param name="Reason">Why it cannot be stored.</param>
/// <param name="Detail">Description of the fault.</param>
/// <param name="Payload">An entry with just this event, in the queue's encoding; or the original entry.</param>
public sealed record DeadLetter(
    EntryId Entry, int Index, int Events, DeadLetterReason Reason, string Detail, ReadOnlyMemory<byte> Payload)
{
    public const int WholeEntry = -1;
}
