namespace Footfall.Days;

/// <summary>Reads the rows of a segment as events.</summary>
internal static class DayEvents
{
    public static IEnumerable<DayEvent> Of(DaySegment segment)
    {
        VisitorColumn visitors = segment.Visitors;
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            bool isBot = group >= VisitorColumn.Bots;
            if (group % VisitorColumn.Bots == VisitorColumn.Nobody)
            {
                for (int row = visitors.GroupRows[group]; row < visitors.GroupRows[group + 1]; row++)
                {
                    yield return Read(segment, row, null, null, isBot);
                }
            }

            for (int visitor = visitors.GroupVisitors[group]; visitor < visitors.GroupVisitors[group + 1]; visitor++)
            {
                bool isUser = group % VisitorColumn.Bots == VisitorColumn.Users;
                string? user = isUser ? visitors.UserIds[(int)visitors.Keys[visitor]] : null;
                long? cookieless = isUser ? null : (long)visitors.Keys[visitor];
                for (int row = visitors.Starts[visitor]; row < visitors.EndOf(visitor, group); row++)
                {
                    yield return Read(segment, row, user, cookieless, isBot);
                }
            }
        }
    }

    private static DayEvent Read(DaySegment segment, int row, string? user, long? visitor, bool isBot)
    {
        DayColumns columns = segment.Columns;
        return new DayEvent(
            segment.Times.Micros(row), user, visitor, Text(columns.Type, row)!, Text(columns.Path, row), Text(columns.Page, row), Text(columns.Origin, row),
            Text(columns.Client, row), Text(columns.Props, row), (int?)Number(columns.EngagedMs, row), (int?)Number(columns.Scroll, row),
            (int?)Number(columns.ScreenWidth, row), Number(columns.Revenue, row), Text(columns.Currency, row), isBot);
    }

    private static string? Text(Column<string> column, int row) => column.Codes[row] is > 0 and int code ? column.Values[code - 1] : null;

    private static long? Number(Column<long> column, int row) => column.Codes[row] is > 0 and int code ? column.Values[code - 1] : null;
}
