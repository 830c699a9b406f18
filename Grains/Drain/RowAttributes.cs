using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>Gives the rows of a batch the numbers of their attribute sets.</summary>
internal static class RowAttributes
{
    /// <param name="entries">The entries of the batch.</param>
    /// <param name="rows">Number of rows in them.</param>
    /// <param name="sets">The site's sets; afterwards also those of the batch.</param>
    /// <returns>The entries with their numbers, and the new sets.</returns>
    public static (IReadOnlyList<BatchEntry> Entries, AttributeRange Added) Assign(IReadOnlyList<BatchEntry> entries, int rows, AttributeSets sets)
    {
        int first = sets.Next;
        var added = new List<string>();
        int[] ids = new int[rows * EventSchema.Groups.Length];
        var numbered = new BatchEntry[entries.Count];
        int end = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            int start = end;
            BatchEntry entry = entries[i];
            var reader = new EntryReader(entry.Bytes.Span);
            for (int index = 0; reader.TryRead(out EventView view); index++)
            {
                if (entry.LeftOut is null || !entry.LeftOut.Contains(index))
                {
                    Assign(view, reader.Present, ids.AsSpan(end), sets, added);
                    end += EventSchema.Groups.Length;
                }
            }

            numbered[i] = entry with { AttributeIds = ids.AsMemory(start..end) };
        }

        return (numbered, added.Count == 0 ? AttributeRange.None : new AttributeRange(first, added));
    }

    private static void Assign(in EventView view, uint present, Span<int> ids, AttributeSets sets, List<string> added)
    {
        for (int group = 0; group < EventSchema.Groups.Length; group++)
        {
            ids[group] = sets.Assign(view, present, EventSchema.Groups[group], added);
        }
    }
}
