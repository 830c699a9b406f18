namespace Footfall.Days;

/// <summary>Where the rows of one segment go among the rows of another, found once and applied to every column.</summary>
internal sealed class MergePlan
{
    private readonly DaySegment _old;
    private readonly DaySegment _added;

    /// <summary>By added row: the number of old rows before it.</summary>
    private readonly int[] _before;

    /// <param name="old">The greater segment.</param>
    /// <param name="added">The other.</param>
    /// <param name="oldVisitors">The visitors of the first, and</param>
    /// <param name="addedVisitors">of the other, with the same indexes of users.</param>
    public MergePlan(DaySegment old, DaySegment added, VisitorColumn oldVisitors, VisitorColumn addedVisitors)
    {
        (_old, _added, _before) = (old, added, new int[added.Count]);
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            if (group % VisitorColumn.Bots == VisitorColumn.Nobody)
            {
                PlaceRows(oldVisitors.GroupRows[group], oldVisitors.GroupRows[group + 1], addedVisitors.GroupRows[group], addedVisitors.GroupRows[group + 1]);
            }
            else
            {
                PlaceVisitors(oldVisitors, addedVisitors, group);
            }
        }
    }

    public void Merge<T>(ReadOnlySpan<T> old, ReadOnlySpan<T> added, Span<T> merged)
    {
        int copied = 0;
        for (int i = 0; i < added.Length; i++)
        {
            old[copied.._before[i]].CopyTo(merged[(copied + i)..]);
            copied = _before[i];
            merged[copied + i] = added[i];
        }

        old[copied..].CopyTo(merged[(copied + added.Length)..]);
    }

    public T[] Merge<T>(ReadOnlySpan<T> old, ReadOnlySpan<T> added)
    {
        T[] merged = GC.AllocateUninitializedArray<T>(old.Length + added.Length);
        Merge(old, added, merged);
        return merged;
    }

    private void PlaceVisitors(VisitorColumn old, VisitorColumn added, int group)
    {
        int place = old.GroupVisitors[group];
        int end = old.GroupVisitors[group + 1];
        for (int visitor = added.GroupVisitors[group]; visitor < added.GroupVisitors[group + 1]; visitor++)
        {
            ulong key = added.Keys[visitor];
            place = FirstNotBefore(place, end, i => old.Keys[i] < key);
            bool isKnown = place < end && old.Keys[place] == key;
            int start = place < end ? old.Starts[place] : old.GroupRows[group + 1];
            PlaceRows(start, isKnown ? old.EndOf(place, group) : start, added.Starts[visitor], added.EndOf(visitor, group));
        }
    }

    /// <summary>Rows of one visitor, or of nobody, among the old ones: by time, then by content.</summary>
    private void PlaceRows(int start, int end, int addedStart, int addedEnd)
    {
        int place = start;
        for (int row = addedStart; row < addedEnd; row++)
        {
            long time = _added.Times.Micros(row);
            int added = row;
            place = FirstNotBefore(place, end, i => _old.Times.Micros(i) is var other && (other != time ? other < time : IsBefore(i, added)));
            _before[row] = place;
        }
    }

    private bool IsBefore(int row, int addedRow)
    {
        int c = 0;
        for (int i = 0; c == 0 && i < _old.Columns.All.Length; i++)
        {
            c = _old.Columns.All[i].Compare(row, _added.Columns.All[i], addedRow);
        }

        return c < 0;
    }

    /// <summary>Looks near the start first, so that few additions cost little, and many not much more than a pass over both.</summary>
    private static int FirstNotBefore(int low, int end, Func<int, bool> isBefore)
    {
        int high = low;
        for (int step = 1; high < end && isBefore(high); step *= 2)
        {
            low = high + 1;
            high = Math.Min(end, low + step);
        }

        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = isBefore(middle) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
