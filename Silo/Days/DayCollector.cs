using Footfall.Calendar;

namespace Footfall.Days;

/// <summary>
/// Puts the days of a range together, from their segments and from events that are in none. Later events come first, then the segments, day by
/// day, so that only one day is in memory at a time.
/// </summary>
/// <param name="timeZone">The time zone of the days.</param>
/// <param name="finish">Takes a day with events and all of its parts; days come in no order.</param>
internal sealed class DayCollector(string timeZone, Action<DateOnly, IReadOnlyCollection<DaySegment>> finish)
{
    private readonly Dictionary<DateOnly, List<DayEvent>> _events = [];
    private readonly HashSet<DateOnly> _missing = [];
    private readonly SortedDictionary<int, DaySegment> _parts = [];

    /// <summary>The day whose parts come now.</summary>
    private DateOnly? _day;

    /// <summary>Days whose events are in their rows only, ascending.</summary>
    public IReadOnlyList<DateOnly> Missing => [.. _missing.Order()];

    /// <summary>Has a day read from its rows.</summary>
    public void MarkMissing(DateOnly day) => _missing.Add(day);

    /// <summary>Adds a part of a day; days come one after another.</summary>
    public void Add(DateOnly day, int part, DaySegment segment)
    {
        if (day != _day)
        {
            FinishDay();
            _day = day;
        }

        _parts.Add(part, segment);
    }

    /// <summary>Adds events that are in no segment, before all segments.</summary>
    public void Add(IEnumerable<DayEvent> events)
    {
        foreach (DayEvent item in events)
        {
            Add(SiteCalendar.DateOf(timeZone, item.Time), item);
        }
    }

    /// <summary>Adds the stored events of missing days, and those of other days in between, which are left out.</summary>
    public void AddMissing(IReadOnlySet<DateOnly> days, IEnumerable<DayEvent> events)
    {
        foreach (DayEvent item in events)
        {
            DateOnly day = SiteCalendar.DateOf(timeZone, item.Time);
            if (days.Contains(day))
            {
                Add(day, item);
            }
        }

        foreach (DateOnly day in days)
        {
            FinishEvents(day);
        }
    }

    /// <summary>Finishes the last day of the segments; missing days follow.</summary>
    public void FinishDay()
    {
        if (_day is { } day && !_missing.Contains(day))
        {
            MergeEvents(day);
            finish(day, _parts.Values);
        }

        _parts.Clear();
        _day = null;
    }

    /// <summary>Finishes days that have events in no segment only.</summary>
    public void Finish()
    {
        foreach (DateOnly day in _events.Keys.ToArray())
        {
            FinishEvents(day);
        }
    }

    private void FinishEvents(DateOnly day)
    {
        if (_events.Remove(day, out List<DayEvent>? events))
        {
            finish(day, [DaySegment.Build(events)]);
        }
    }

    /// <summary>Merges each later event into the part of its visitor, because visits are of whole visitors.</summary>
    private void MergeEvents(DateOnly day)
    {
        if (!_events.Remove(day, out List<DayEvent>? events))
        {
            return;
        }

        int count = SegmentParts.Count(_parts.Keys);
        foreach (IGrouping<int, DayEvent> group in events.GroupBy(item => DaySegment.PartOf(item, count)))
        {
            _parts[group.Key] = _parts.TryGetValue(group.Key, out DaySegment? part) ? part.Merge([.. group]) : DaySegment.Build(group);
        }
    }

    private void Add(DateOnly day, DayEvent item)
    {
        if (!_events.TryGetValue(day, out List<DayEvent>? events))
        {
            _events.Add(day, events = []);
        }

        events.Add(item);
    }
}
