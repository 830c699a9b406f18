using Footfall.DeadLetters;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>An event, or a whole entry, that cannot be stored.</summary>
/// <param name="Entry">The entry it came in.</param>
/// <param name="Index">The event's place in the entry, from 0; <see cref="WholeEntry"/> when the entry cannot be read.</param>
/// <param name="Events">How many events it stands for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The fault in words.</param>
/// <param name="Payload">An entry with just this event, in the queue's encoding; or the entry as it was.</param>
public sealed record DeadLetter(
    EntryId Entry, int Index, int Events, DeadLetterReason Reason, string Detail, ReadOnlyMemory<byte> Payload)
{
    public const int WholeEntry = -1;
}
