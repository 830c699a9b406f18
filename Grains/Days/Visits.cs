namespace Footfall.Days;

/// <summary>
/// The one place that says what a visit is: the longest run of events of one visitor on one day of the site's time zone, in canonical order,
/// in which no two neighbours are more than 30 minutes apart. It counts if one of them is no engagement.
/// </summary>
internal static class Visits
{
    /// <summary>The type of a page view.</summary>
    public const string ViewType = "page_view";

    /// <summary>The type of the events that only say how long a page was looked at.</summary>
    public const string EngagementType = "engagement";

    /// <summary>Neighbours exactly so far apart are of one visit; a microsecond more begins another.</summary>
    public const long MaxGapMicros = 30L * 60 * 1_000_000;

    /// <summary>The flags of each row, in one pass.</summary>
    public static VisitFlags[] Find(DaySegment segment)
    {
        VisitorColumn visitors = segment.Visitors;
        VisitFlags[] flags = TypeFlags(segment);
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            if (group >= VisitorColumn.Bots)
            {
                foreach (ref VisitFlags flag in flags.AsSpan(visitors.GroupRows[group]..visitors.GroupRows[group + 1]))
                {
                    flag |= VisitFlags.Bot;
                }
            }

            for (int visitor = visitors.GroupVisitors[group]; visitor < visitors.GroupVisitors[group + 1]; visitor++)
            {
                FindOfVisitor(flags, segment.Times, visitors.Starts[visitor], visitors.EndOf(visitor, group));
            }
        }

        return flags;
    }

    private static void FindOfVisitor(VisitFlags[] flags, TimeColumn times, int start, int end)
    {
        ulong maxGap = (ulong)(MaxGapMicros / times.Unit);
        flags[start] |= VisitFlags.FirstOfVisitor | VisitFlags.FirstOfVisit;
        VisitFlags counts = VisitFlags.CountsVisitor | VisitFlags.CountsVisit;
        for (int row = start; row < end; row++)
        {
            if (row > start && times.Distance(row) - times.Distance(row - 1) > maxGap)
            {
                flags[row - 1] |= VisitFlags.LastOfVisit;
                flags[row] |= VisitFlags.FirstOfVisit;
                counts |= VisitFlags.CountsVisit;
            }

            if ((flags[row] & VisitFlags.Engagement) == 0)
            {
                flags[row] |= counts;
                counts = VisitFlags.None;
            }
        }

        flags[end - 1] |= VisitFlags.LastOfVisit;
    }

    private static VisitFlags[] TypeFlags(DaySegment segment)
    {
        Column<string> types = segment.Columns.Type;
        int view = types.CodeOf(ViewType);
        int engagement = types.CodeOf(EngagementType);
        VisitFlags[] flags = new VisitFlags[segment.Count];
        for (int row = 0; row < flags.Length; row++)
        {
            int type = types.Codes[row];
            flags[row] = type == view ? VisitFlags.View : type == engagement ? VisitFlags.Engagement : VisitFlags.None;
        }

        return flags;
    }
}
