using System.Collections.Immutable;

namespace Footfall.Drain;

/// <summary>What remains of a chunk without the events whose ids were seen before: the duplicates.</summary>
/// <param name="Entries">The entries, which leave the duplicates out.</param>
/// <param name="Rows">Number of rows in <paramref name="Entries"/>.</param>
/// <param name="DeadLetters">The dead letters that are no duplicates.</param>
/// <param name="Erased">Number of erased events that are no duplicates.</param>
/// <param name="Duplicates">Number of duplicates.</param>
/// <param name="NewIds">The ids that were not seen before.</param>
internal sealed record UniqueEvents(
    IReadOnlyList<BatchEntry> Entries, int Rows, IReadOnlyList<DeadLetter> DeadLetters, int Erased, int Duplicates, ImmutableArray<RegisteredId> NewIds)
{
    /// <param name="chunk">The chunk.</param>
    /// <param name="window">The ids seen before; afterwards also those of the chunk. Null leaves nothing out.</param>
    public static UniqueEvents Of(DecodedChunk chunk, DuplicateWindow? window)
    {
        ImmutableArray<RegisteredId>.Builder newIds = ImmutableArray.CreateBuilder<RegisteredId>(chunk.WithId.Count);
        List<EventWithId> duplicates = window is null ? [] : FindDuplicates(chunk.WithId, window, newIds);
        if (duplicates.Count == 0)
        {
            return new UniqueEvents(chunk.Entries, chunk.Rows, chunk.DeadLetters, chunk.Erased.Count, 0, newIds.DrainToImmutable());
        }

        List<DeadLetter> deadLetters = WithoutDuplicates(chunk, duplicates);
        int deadDuplicates = chunk.DeadLetters.Count - deadLetters.Count;
        int erasedDuplicates = duplicates.Count(duplicate => chunk.Erased.Contains((duplicate.Entry, duplicate.Index)));
        return new UniqueEvents(
            LeaveOut(chunk.Entries, duplicates),
            chunk.Rows - (duplicates.Count - deadDuplicates - erasedDuplicates),
            deadLetters,
            chunk.Erased.Count - erasedDuplicates,
            duplicates.Count,
            newIds.DrainToImmutable());
    }

    private static List<EventWithId> FindDuplicates(
        IReadOnlyList<EventWithId> withId, DuplicateWindow window, ImmutableArray<RegisteredId>.Builder newIds)
    {
        var duplicates = new List<EventWithId>();
        foreach (EventWithId item in withId)
        {
            if (window.TrySee(item.Id))
            {
                newIds.Add(item.Id);
            }
            else
            {
                duplicates.Add(item);
            }
        }

        return duplicates;
    }

    /// <summary>A copy of an event is a duplicate even if it could not be stored either, so it becomes no further dead letter.</summary>
    private static List<DeadLetter> WithoutDuplicates(DecodedChunk chunk, List<EventWithId> duplicates)
    {
        var keys = duplicates.Select(duplicate => (chunk.Entries[duplicate.Entry].Id, duplicate.Index)).ToHashSet();
        return [.. chunk.DeadLetters.Where(deadLetter => !keys.Contains((deadLetter.Entry, deadLetter.Index)))];
    }

    private static BatchEntry[] LeaveOut(IReadOnlyList<BatchEntry> entries, List<EventWithId> duplicates)
    {
        BatchEntry[] remaining = [.. entries];
        foreach (IGrouping<int, EventWithId> group in duplicates.GroupBy(duplicate => duplicate.Entry))
        {
            BatchEntry entry = entries[group.Key];
            remaining[group.Key] = entry with
            {
                LeftOut = [.. group.Select(duplicate => duplicate.Index).Union(entry.LeftOut ?? []).Order()],
            };
        }

        return remaining;
    }
}
