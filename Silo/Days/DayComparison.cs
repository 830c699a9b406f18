namespace Footfall.Days;

/// <summary>Compares the figures of days: each is 0 unless it was added.</summary>
internal sealed class DayComparison(string timeZone)
{
    private readonly Dictionary<DayFigure, (long Counted, long Answered)> _open = [];
    private readonly List<DayDifference> _differences = [];
    private readonly HashSet<DateOnly> _days = [];

    /// <summary>The time zone of the days.</summary>
    public string TimeZone => timeZone;

    /// <summary>How many days were compared.</summary>
    public int Days => _days.Count;

    /// <summary>All differences, by day.</summary>
    public IReadOnlyList<DayDifference> Differences => _differences;

    public void AddCounted(DayFigure figure, long value)
    {
        _days.Add(figure.Day);
        _open[figure] = _open.GetValueOrDefault(figure) with { Counted = value };
    }

    public void AddAnswered(StoredDay day)
    {
        _days.Add(day.Day);
        foreach ((DayFigure figure, long value) in DayFigure.Of(day))
        {
            _open[figure] = _open.GetValueOrDefault(figure) with { Answered = value };
        }
    }

    /// <summary>Compares the days that were added since the last time.</summary>
    public void Finish()
    {
        _differences.AddRange(_open
            .Where(figure => figure.Value.Counted != figure.Value.Answered)
            .Select(figure => new DayDifference(figure.Key.Day, figure.Key.Bots, figure.Key.Name, figure.Value.Counted, figure.Value.Answered))
            .OrderBy(difference => difference.Day).ThenBy(difference => difference.Bots).ThenBy(difference => difference.Figure, StringComparer.Ordinal));
        _open.Clear();
    }
}
