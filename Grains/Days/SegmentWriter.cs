namespace Footfall.Days;

/// <summary>Writes a segment's body: what <see cref="SegmentReader"/> reads, in this order.</summary>
internal static class SegmentWriter
{
    public static void Write(DaySegment segment, BodyWriter body)
    {
        WriteVisitors(body, segment.Visitors);
        WriteTimes(body, segment);
        DayColumns columns = segment.Columns;
        using var types = new Scratch<int>(segment.Count);
        using var paths = new Scratch<int>(segment.Count);
        CodeOrder.By(columns.Type, types.Span);
        CodeOrder.By(columns.Path, paths.Span);
        WriteTexts(body, columns.Type, default);
        WriteTexts(body, columns.Path, default);
        WriteTexts(body, columns.Page, paths.Span);
        WriteTexts(body, columns.Origin, default);
        WriteTexts(body, columns.Client, default);
        WriteTexts(body, columns.Props, types.Span);
        WriteNumbers(body, columns.EngagedMs, types.Span);
        WriteNumbers(body, columns.Scroll, types.Span);
        WriteNumbers(body, columns.ScreenWidth, default);
        WriteNumbers(body, columns.Revenue, types.Span);
        WriteTexts(body, columns.Currency, types.Span);
    }

    private static void WriteVisitors(BodyWriter body, VisitorColumn visitors)
    {
        body.WriteVarint((ulong)visitors.Count);
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            body.WriteVarint((ulong)(visitors.GroupRows[group + 1] - visitors.GroupRows[group]));
        }

        body.WriteTexts(visitors.UserIds);
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            if (group % VisitorColumn.Bots != VisitorColumn.Nobody)
            {
                body.WriteVarint((ulong)(visitors.GroupVisitors[group + 1] - visitors.GroupVisitors[group]));
                WriteGroup(body, visitors, group);
            }
        }
    }

    private static void WriteGroup(BodyWriter body, VisitorColumn visitors, int group)
    {
        int first = visitors.GroupVisitors[group];
        int count = visitors.GroupVisitors[group + 1] - first;
        using var steps = new Scratch<ulong>(count);
        using var more = new Scratch<int>(count);
        for (int i = 0; i < count; i++)
        {
            steps.Span[i] = visitors.Keys[first + i] - (i == 0 ? 0 : visitors.Keys[first + i - 1] + 1);
            more.Span[i] = visitors.EndOf(first + i, group) - visitors.Starts[first + i] - 1;
        }

        body.WritePlanes<ulong>(steps.Span);
        body.WritePlanes<int>(more.Span);
    }

    private static void WriteTimes(BodyWriter body, DaySegment segment)
    {
        TimeColumn times = segment.Times;
        body.WriteSigned(times.Start);
        body.WriteVarint((ulong)times.Unit);
        int[] starts = RowStarts.Of(segment.Visitors);
        using var firsts = new Scratch<ulong>(starts.Length);
        using var steps = new Scratch<ulong>(times.Count - starts.Length);
        for (int row = 0, start = 0; row < times.Count; row++)
        {
            if (start < starts.Length && starts[start] == row)
            {
                firsts.Span[start++] = times.Distance(row);
            }
            else
            {
                steps.Span[row - start] = times.Distance(row) - times.Distance(row - 1);
            }
        }

        body.WritePlanes<ulong>(firsts.Span);
        body.WritePlanes<ulong>(steps.Span);
    }

    private static void WriteTexts(BodyWriter body, Column<string> column, ReadOnlySpan<int> rows)
    {
        body.WriteTexts(column.Values);
        CodeOrder.Write(body, column.Codes, rows);
    }

    private static void WriteNumbers(BodyWriter body, Column<long> column, ReadOnlySpan<int> rows)
    {
        body.WriteNumbers(column.Values);
        CodeOrder.Write(body, column.Codes, rows);
    }
}
