namespace Footfall.Days;

/// <summary>A column of texts or numbers. All values of its dictionary are used, each is there once, and they ascend.</summary>
/// <typeparam name="T"><see cref="string"/>, by its UTF-8 bytes, or <see cref="long"/>.</typeparam>
internal sealed class Column<T>(T[] values, Codes codes) : Column(codes)
{
    private static readonly IComparer<T> s_order = typeof(T) == typeof(string) ? (IComparer<T>)(object)Utf8Order.Instance : Comparer<T>.Default;

    public T[] Values { get; } = values;

    public override int ValueCount => Values.Length;

    public override long MemoryBytes =>
        ((long)Codes.Count * Codes.Width / 8) + (Values is string[] texts ? texts.Sum(TextMemory.Of) : Values.Length * (long)sizeof(long));

    /// <summary>Makes a column of codes that count from 1 in the order of <paramref name="values"/>, which is any order.</summary>
    /// <param name="rows">The rows of the codes, in the order of the column.</param>
    public static Column<T> Of(T[] values, int[] codes, int[] rows)
    {
        int[] ranks = Sort(values);
        using var scratch = new Scratch<int>(rows.Length);
        Span<int> ordered = scratch.Span;
        for (int i = 0; i < rows.Length; i++)
        {
            int code = codes[rows[i]];
            ordered[i] = code == 0 ? 0 : ranks[code - 1] + 1;
        }

        return new Column<T>(values, Codes.Of(ordered, values.Length));
    }

    /// <summary>Sorts the values in place, and returns the new place of each.</summary>
    public static int[] Sort(T[] values)
    {
        int[] places = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(values, places, s_order);
        int[] ranks = new int[values.Length];
        for (int i = 0; i < places.Length; i++)
        {
            ranks[places[i]] = i;
        }

        return ranks;
    }

    public int CodeOf(T value) => Math.Max(Array.BinarySearch(Values, value, s_order) + 1, 0);

    public override int Compare(int row, Column other, int otherRow)
    {
        int code = Codes[row];
        int otherCode = other.Codes[otherRow];
        return code == 0 || otherCode == 0 ? code - otherCode : s_order.Compare(Values[code - 1], ((Column<T>)other).Values[otherCode - 1]);
    }

    public override Column Merge(Column added, MergePlan plan)
    {
        var other = (Column<T>)added;
        (T[] merged, int[]? fromThis, int[]? fromOther) = SortedValues.Merge(Values, other.Values, s_order);
        using var more = new Scratch<int>(other.Codes.Count);
        other.Codes.CopyTo(more.Span);
        Codes moreCodes = Codes.Of(Move(more.Span, fromOther), merged.Length);
        if (fromThis is null && moreCodes.Width == Codes.Width)
        {
            return new Column<T>(merged, Codes.Merge(moreCodes, plan));
        }

        using var codes = new Scratch<int>(Codes.Count);
        using var all = new Scratch<int>(Codes.Count + other.Codes.Count);
        Codes.CopyTo(codes.Span);
        plan.Merge(Move(codes.Span, fromThis), more.Span, all.Span);
        return new Column<T>(merged, Codes.Of(all.Span, merged.Length));
    }

    public override Column Select(int[] rows)
    {
        bool[] used = new bool[Values.Length];
        using var selected = new Scratch<int>(rows.Length);
        Span<int> codes = selected.Span;
        for (int i = 0; i < rows.Length; i++)
        {
            codes[i] = Codes[rows[i]];
            if (codes[i] > 0)
            {
                used[codes[i] - 1] = true;
            }
        }

        (T[] kept, int[]? moved) = SortedValues.Keep(Values, used);
        return new Column<T>(kept, Codes.Of(Move(codes, moved), kept.Length));
    }

    private static Span<int> Move(Span<int> codes, int[]? moved)
    {
        if (moved is not null)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = codes[i] == 0 ? 0 : moved[codes[i] - 1] + 1;
            }
        }

        return codes;
    }
}
