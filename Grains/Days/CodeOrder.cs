namespace Footfall.Days;

/// <summary>
/// How codes are written so that they compress: rows in an order in which a code is mostly that of the row before, and then 0 for the same
/// code again, else the code + 1.
/// </summary>
internal static class CodeOrder
{
    /// <summary>
    /// The rows sorted by another column's code, and otherwise in their order: by path, which has mostly one title; by type, because few types
    /// have engagement, properties or revenue.
    /// </summary>
    public static void By(Column column, Span<int> rows)
    {
        int[] next = new int[column.ValueCount + 2];
        using var scratch = new Scratch<int>(rows.Length);
        Span<int> codes = scratch.Span;
        column.Codes.CopyTo(codes);
        foreach (int code in codes)
        {
            next[code + 1]++;
        }

        for (int i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        for (int row = 0; row < codes.Length; row++)
        {
            rows[next[codes[row]]++] = row;
        }
    }

    /// <param name="body">Where to write.</param>
    /// <param name="codes">The codes by row.</param>
    /// <param name="rows">The order to write them in; empty for that of the rows.</param>
    public static void Write(BodyWriter body, Codes codes, ReadOnlySpan<int> rows)
    {
        using var inOrder = new Scratch<int>(codes.Count);
        using var byRow = new Scratch<int>(codes.Count);
        codes.CopyTo(rows.IsEmpty ? inOrder.Span : byRow.Span);
        for (int i = 0; i < rows.Length; i++)
        {
            inOrder.Span[i] = byRow.Span[rows[i]];
        }

        int previous = 0;
        foreach (ref int code in inOrder.Span)
        {
            (code, previous) = (code == previous ? 0 : code + 1, code);
        }

        body.WritePlanes<int>(inOrder.Span);
    }

    /// <param name="body">Where <see cref="Write"/> wrote.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="rows">The same order.</param>
    /// <param name="valueCount">The number of values of the column, which is its greatest code.</param>
    /// <param name="isRequired">Whether there is no null.</param>
    public static Codes Read(ref BodyReader body, int count, ReadOnlySpan<int> rows, int valueCount, bool isRequired)
    {
        using var inOrder = new Scratch<int>(count);
        body.ReadPlanes(inOrder.Span);
        bool[] used = new bool[valueCount + 1];
        used[0] = true;
        int previous = 0;
        foreach (ref int code in inOrder.Span)
        {
            int read = code == 0 ? previous : code - 1;
            if (read < (isRequired ? 1 : 0) || read > valueCount || (code > 0 && read == previous))
            {
                throw new DaySegmentException("a code is none of its dictionary, or is written in a wrong form");
            }

            used[read] = true;
            code = previous = read;
        }

        if (used.Contains(false))
        {
            throw new DaySegmentException("a dictionary has a value that no event has");
        }

        if (rows.IsEmpty)
        {
            return Codes.Of(inOrder.Span, valueCount);
        }

        using var byRow = new Scratch<int>(count);
        for (int i = 0; i < rows.Length; i++)
        {
            byRow.Span[rows[i]] = inOrder.Span[i];
        }

        return Codes.Of(byRow.Span, valueCount);
    }
}
