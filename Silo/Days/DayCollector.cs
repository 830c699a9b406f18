using Footfall.Calendar;

namespace Footfall.Days;

/// <summary>Puts the figures of a range of days together, from their segments and from events that are in none.</summary>
internal sealed class DayCollector(string timeZone, DateOnly first, DateOnly last)
{
    private readonly SortedDictionary<DateOnly, SortedDictionary<int, DaySegment>> _segments = [];
    private readonly Dictionary<DateOnly, List<DayEvent>> _events = [];
    private readonly HashSet<DateOnly> _missing = [];

    /// <summary>Days whose events are in their rows only.</summary>
    public IReadOnlySet<DateOnly> Missing => _missing;

    public void MarkMissing(DateOnly day) => _missing.Add(day);

    /// <summary>Adds a part of a day.</summary>
    public void Add(DateOnly day, int part, DaySegment segment)
    {
        if (!_segments.TryGetValue(day, out SortedDictionary<int, DaySegment>? parts))
        {
            _segments.Add(day, parts = []);
        }

        parts.Add(part, segment);
    }

    /// <summary>Adds events that are in no segment.</summary>
    public void Add(IEnumerable<DayEvent> events)
    {
        foreach (DayEvent item in events)
        {
            Add(SiteCalendar.DateOf(timeZone, item.Time), item);
        }
    }

    /// <summary>Adds those of the events that belong to missing days.</summary>
    public void AddToMissing(IEnumerable<DayEvent> events)
    {
        foreach (DayEvent item in events)
        {
            DateOnly day = SiteCalendar.DateOf(timeZone, item.Time);
            if (_missing.Contains(day))
            {
                Add(day, item);
            }
        }
    }

    /// <summary>Returns the figures of all days that have events.</summary>
    public IReadOnlyList<StoredDay> Sum()
    {
        var days = new List<StoredDay>();
        foreach (DateOnly day in _segments.Keys.Union(_events.Keys).Where(day => day >= first && day <= last).Order())
        {
            IReadOnlyCollection<DaySegment> parts = Complete(day);
            days.Add(new StoredDay(day, Total(parts, bots: false), Total(parts, bots: true)));
        }

        return days;
    }

    /// <summary>Returns the parts of a day with all its events: each is merged into the part of its visitor, because visits are of whole visitors.</summary>
    public SortedDictionary<int, DaySegment>.ValueCollection Complete(DateOnly day)
    {
        SortedDictionary<int, DaySegment> parts = _missing.Contains(day) ? [] : _segments.GetValueOrDefault(day) ?? [];
        if (!_events.TryGetValue(day, out List<DayEvent>? events))
        {
            return parts.Values;
        }

        int count = SegmentParts.Count(parts.Keys);
        foreach (IGrouping<int, DayEvent> group in events.GroupBy(item => DaySegment.PartOf(item, count)))
        {
            parts[group.Key] = parts.TryGetValue(group.Key, out DaySegment? part) ? part.Merge([.. group]) : DaySegment.Build(group);
        }

        return parts.Values;
    }

    private static DayTotals Total(IReadOnlyCollection<DaySegment> parts, bool bots) => parts.Aggregate(DayTotals.None, (sum, part) => sum.Add(part.Total(bots)));

    private void Add(DateOnly day, DayEvent item)
    {
        if (!_events.TryGetValue(day, out List<DayEvent>? events))
        {
            _events.Add(day, events = []);
        }

        events.Add(item);
    }
}
