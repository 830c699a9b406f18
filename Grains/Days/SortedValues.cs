namespace Footfall.Days;

/// <summary>Dictionaries of columns: distinct values in ascending order, so that codes have the values' order.</summary>
internal static class SortedValues
{
    /// <summary>The values of both, and where each value of one is now; null where nothing moved.</summary>
    public static (T[] Values, int[]? FromOne, int[]? FromOther) Merge<T>(T[] one, T[] other, IComparer<T> order)
    {
        var merged = new List<T>(one.Length + other.Length);
        int[] fromOne = new int[one.Length];
        int[] fromOther = new int[other.Length];
        for (int i = 0, j = 0; i < one.Length || j < other.Length;)
        {
            int c = i == one.Length ? 1 : j == other.Length ? -1 : order.Compare(one[i], other[j]);
            merged.Add(c <= 0 ? one[i] : other[j]);
            if (c <= 0)
            {
                fromOne[i++] = merged.Count - 1;
            }

            if (c >= 0)
            {
                fromOther[j++] = merged.Count - 1;
            }
        }

        bool isOne = merged.Count == one.Length;
        bool isOther = merged.Count == other.Length;
        return (isOne ? one : isOther ? other : [.. merged], isOne ? null : fromOne, isOther ? null : fromOther);
    }

    /// <summary>The values that are used, and where each is now; null where nothing moved.</summary>
    public static (T[] Values, int[]? Moved) Keep<T>(T[] values, bool[] used)
    {
        if (!used.Contains(false))
        {
            return (values, null);
        }

        var kept = new List<T>();
        int[] moved = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            moved[i] = kept.Count;
            if (used[i])
            {
                kept.Add(values[i]);
            }
        }

        return ([.. kept], moved);
    }
}
