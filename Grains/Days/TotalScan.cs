using System.IO.Hashing;
using System.Text;

namespace Footfall.Days;

/// <summary>The one place that sums a segment's rows into totals, visit by visit, by their flags.</summary>
internal sealed class TotalScan(DaySegment segment)
{
    private readonly long[] _entries = new long[segment.Columns.Path.ValueCount + 1];
    private readonly long[] _exits = new long[segment.Columns.Path.ValueCount + 1];
    private readonly List<UInt128> _users = [];
    private long _visitors;
    private long _visits;
    private long _views;
    private long _events;
    private long _bounces;
    private ulong _duration;

    public DayTotals Sum(bool bots)
    {
        VisitorColumn visitors = segment.Visitors;
        int first = bots ? VisitorColumn.Bots : 0;
        for (int group = first; group < first + VisitorColumn.Bots; group++)
        {
            SumVisits(visitors.GroupRows[group], visitors.GroupRows[group + 1]);
        }

        FindUsers(first + VisitorColumn.Users);
        return new DayTotals(
            _visitors, _visits, _views, _events, _bounces, (long)(_duration * (ulong)segment.Times.Unit), ByPath(_entries), ByPath(_exits), _users);
    }

    private void SumVisits(int start, int end)
    {
        ReadOnlySpan<VisitFlags> flags = segment.Flags;
        int visitStart = start;
        int views = 0;
        int events = 0;
        int entry = 0;
        int exit = 0;
        for (int row = start; row < end; row++)
        {
            VisitFlags flag = flags[row];
            if ((flag & VisitFlags.FirstOfVisit) != 0)
            {
                (visitStart, views, events) = (row, 0, 0);
            }

            if ((flag & VisitFlags.View) != 0)
            {
                exit = segment.Columns.Path.Codes[row];
                entry = views++ == 0 ? exit : entry;
                _views++;
            }

            if ((flag & VisitFlags.Engagement) == 0)
            {
                events++;
                _events++;
            }

            _visitors += (flag & VisitFlags.CountsVisitor) != 0 ? 1 : 0;
            if ((flag & VisitFlags.LastOfVisit) != 0 && events > 0)
            {
                _visits++;
                _bounces += views == 1 && events == 1 ? 1 : 0;
                _duration += segment.Times.Distance(row) - segment.Times.Distance(visitStart);
                _entries[views == 0 ? 0 : entry]++;
                _exits[views == 0 ? 0 : exit]++;
            }
        }
    }

    private void FindUsers(int group)
    {
        VisitorColumn visitors = segment.Visitors;
        for (int visitor = visitors.GroupVisitors[group]; visitor < visitors.GroupVisitors[group + 1]; visitor++)
        {
            foreach (VisitFlags flag in segment.Flags[visitors.Starts[visitor]..visitors.EndOf(visitor, group)])
            {
                if ((flag & VisitFlags.CountsVisitor) != 0)
                {
                    _users.Add(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(visitors.UserIds[(int)visitors.Keys[visitor]])));
                    break;
                }
            }
        }

        _users.Sort();
    }

    private Dictionary<string, long> ByPath(long[] counts)
    {
        var byPath = new Dictionary<string, long>(StringComparer.Ordinal);
        string[] paths = segment.Columns.Path.Values;
        for (int code = 1; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                byPath.Add(paths[code - 1], counts[code]);
            }
        }

        return byPath;
    }
}
