namespace Footfall.Days;

/// <summary>Reads a segment's body. What <see cref="SegmentWriter"/> would not have written is refused: no code is ever out of its range.</summary>
internal static class SegmentReader
{
    public static DaySegment Read(ReadOnlySpan<byte> bytes)
    {
        var body = new BodyReader(bytes);
        VisitorColumn visitors = ReadVisitors(ref body);
        TimeColumn times = ReadTimes(ref body, visitors);
        int count = visitors.Count;
        Column<string> type = ReadTexts(ref body, count, default, isRequired: true);
        Column<string> path = ReadTexts(ref body, count, default);
        if (path.Values is ["", ..])
        {
            throw new DaySegmentException("a path is empty");
        }

        using var types = new Scratch<int>(count);
        using var paths = new Scratch<int>(count);
        CodeOrder.By(type, types.Span);
        CodeOrder.By(path, paths.Span);
        Column<string> page = ReadTexts(ref body, count, paths.Span);
        Column<string> origin = ReadTexts(ref body, count, default);
        Column<string> client = ReadTexts(ref body, count, default);
        Column<string> props = ReadTexts(ref body, count, types.Span);
        Column<long> engaged = ReadNumbers(ref body, count, types.Span, int.MinValue, int.MaxValue);
        Column<long> scroll = ReadNumbers(ref body, count, types.Span, int.MinValue, int.MaxValue);
        Column<long> width = ReadNumbers(ref body, count, default, int.MinValue, int.MaxValue);
        Column<long> revenue = ReadNumbers(ref body, count, types.Span, long.MinValue, long.MaxValue);
        Column<string> currency = ReadTexts(ref body, count, types.Span);
        Column[] columns = [type, path, page, origin, client, props, engaged, scroll, width, revenue, currency];
        CheckOrder(times, RowStarts.Of(visitors), columns);
        return body.IsAtEnd ? new DaySegment(visitors, times, new DayColumns(columns)) : throw new DaySegmentException("more follows after its end");
    }

    /// <summary>Events of one visitor and time are in the order of their content.</summary>
    private static void CheckOrder(TimeColumn times, int[] starts, Column[] columns)
    {
        for (int i = 0; i < starts.Length; i++)
        {
            int end = i + 1 < starts.Length ? starts[i + 1] : times.Count;
            for (int row = starts[i] + 1; row < end; row++)
            {
                int order = times.Distance(row - 1) == times.Distance(row) ? 0 : -1;
                for (int column = 0; order == 0 && column < columns.Length; column++)
                {
                    order = columns[column].Codes[row - 1] - columns[column].Codes[row];
                }

                if (order > 0)
                {
                    throw new DaySegmentException("events of equal times are out of order");
                }
            }
        }
    }

    private static VisitorColumn ReadVisitors(ref BodyReader body)
    {
        int count = body.ReadCount(DaySegment.MaxEvents, "events");
        int[] groupRows = new int[VisitorColumn.Groups + 1];
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            groupRows[group + 1] = groupRows[group] + body.ReadCount(count - groupRows[group], "events of a group");
        }

        string[] users = body.ReadTexts(count);
        if (groupRows[VisitorColumn.Groups] != count || users is ["", ..])
        {
            throw new DaySegmentException("the groups have not all events, or a user has no id");
        }

        int[] groupVisitors = new int[VisitorColumn.Groups + 1];
        var starts = new List<int>(count / 4);
        var keys = new List<ulong>(count / 4);
        bool[] used = new bool[users.Length];
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            if (group % VisitorColumn.Bots != VisitorColumn.Nobody)
            {
                ReadGroup(ref body, groupRows[group], groupRows[group + 1], group % VisitorColumn.Bots == VisitorColumn.Users ? used : null, starts, keys);
            }

            groupVisitors[group + 1] = starts.Count;
        }

        return used.Contains(false)
            ? throw new DaySegmentException("a user has no event")
            : VisitorColumn.Of(groupRows, groupVisitors, [.. starts], [.. keys], users);
    }

    private static void ReadGroup(ref BodyReader body, int row, int end, bool[]? usedUsers, List<int> starts, List<ulong> keys)
    {
        int count = body.ReadCount(end - row, "visitors");
        using var allSteps = new Scratch<ulong>(count);
        using var allMore = new Scratch<int>(count);
        body.ReadPlanes(allSteps.Span);
        body.ReadPlanes(allMore.Span);
        ReadOnlySpan<ulong> steps = allSteps.Span;
        ReadOnlySpan<int> more = allMore.Span;
        ulong key = 0;
        for (int i = 0; i < count; i++)
        {
            ulong before = key;
            key = steps[i] + (i == 0 ? 0 : before + 1);
            if ((i > 0 && key <= before) || (usedUsers is not null && key >= (ulong)usedUsers.Length) || more[i] < 0 || more[i] >= end - row)
            {
                throw new DaySegmentException("visitors do not ascend, or have more events than there are");
            }

            if (usedUsers is not null)
            {
                usedUsers[(int)key] = true;
            }

            starts.Add(row);
            keys.Add(key);
            row += more[i] + 1;
        }

        if (row != end)
        {
            throw new DaySegmentException("events of a group have no visitor");
        }
    }

    private static TimeColumn ReadTimes(ref BodyReader body, VisitorColumn visitors)
    {
        long start = body.ReadSigned();
        ulong unit = body.ReadVarint();
        if (unit is not (1 or 1000 or 1_000_000))
        {
            throw new DaySegmentException($"{unit} is no unit of time");
        }

        ulong max = (ulong)(long.MaxValue - start) / unit;
        int[] starts = RowStarts.Of(visitors);
        using var firsts = new Scratch<ulong>(starts.Length);
        using var steps = new Scratch<ulong>(visitors.Count - starts.Length);
        using var scratch = new Scratch<ulong>(visitors.Count);
        body.ReadPlanes(firsts.Span);
        body.ReadPlanes(steps.Span);
        Span<ulong> distances = scratch.Span;
        for (int row = 0, next = 0; row < distances.Length; row++)
        {
            bool isFirst = next < starts.Length && starts[next] == row;
            distances[row] = isFirst ? firsts.Span[next++] : distances[row - 1] + steps.Span[row - next];
            if (distances[row] > max || (!isFirst && distances[row] < distances[row - 1]))
            {
                throw new DaySegmentException("a time is out of range");
            }
        }

        return IsLeast(start, unit, distances)
            ? TimeColumn.Of(start, (long)unit, distances)
            : throw new DaySegmentException("times have another start or unit than they need");
    }

    /// <summary>Whether an event is at the start, and no greater unit would do.</summary>
    private static bool IsLeast(long start, ulong unit, ReadOnlySpan<ulong> distances)
    {
        if (distances.IsEmpty)
        {
            return start == 0 && unit == 1_000_000;
        }

        bool isGreatest = unit == 1_000_000;
        for (int i = 0; i < distances.Length && !isGreatest; i++)
        {
            isGreatest = distances[i] % 1000 != 0;
        }

        return isGreatest && distances.Contains(0UL);
    }

    private static Column<string> ReadTexts(ref BodyReader body, int count, ReadOnlySpan<int> rows, bool isRequired = false)
    {
        string[] values = body.ReadTexts(count);
        return new Column<string>(values, CodeOrder.Read(ref body, count, rows, values.Length, isRequired));
    }

    private static Column<long> ReadNumbers(ref BodyReader body, int count, ReadOnlySpan<int> rows, long min, long max)
    {
        long[] values = body.ReadNumbers(count, min, max);
        return new Column<long>(values, CodeOrder.Read(ref body, count, rows, values.Length, isRequired: false));
    }
}
