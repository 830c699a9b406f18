namespace Footfall.Days;

/// <summary>The rows at which times begin anew: the first of each visitor, and the first of the events of nobody.</summary>
internal static class RowStarts
{
    public static int[] Of(VisitorColumn visitors)
    {
        var starts = new List<int>(visitors.Starts.Length + 2);
        for (int group = 0; group < VisitorColumn.Groups; group++)
        {
            if (group % VisitorColumn.Bots != VisitorColumn.Nobody)
            {
                starts.AddRange(visitors.Starts.AsSpan(visitors.GroupVisitors[group]..visitors.GroupVisitors[group + 1]));
            }
            else if (visitors.GroupRows[group] < visitors.GroupRows[group + 1])
            {
                starts.Add(visitors.GroupRows[group]);
            }
        }

        return [.. starts];
    }
}
