namespace Footfall.Enrich;

/// <summary>When the salt of a date exists.</summary>
/// <param name="eventAge">How long after the date has ended everywhere.</param>
internal sealed class SaltLifetime(TimeSpan eventAge)
{
    /// <summary>How long the salt of a date exists that was over when its first event came: for an import of old events.</summary>
    public static readonly TimeSpan OfImport = TimeSpan.FromDays(1);

    /// <summary>Kiribati's Line Islands are the first to begin a date.</summary>
    private static readonly TimeSpan EarliestOffset = TimeSpan.FromHours(14);

    /// <summary>Baker Island is the last to end one.</summary>
    private static readonly TimeSpan LatestOffset = TimeSpan.FromHours(-12);

    /// <summary>Before any gateway's clock could say that a date begins somewhere, its salt is there.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>Returns when the salt of a date is destroyed, unless the date was over before.</summary>
    public DateTimeOffset EndOf(DateOnly date) => new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), LatestOffset) + eventAge;

    /// <summary>Returns whether live events can have the date.</summary>
    public bool IsLive(DateOnly date, DateTimeOffset now) => now < EndOf(date);

    /// <summary>Returns when a salt that is made now is destroyed.</summary>
    public DateTimeOffset EndOfNew(DateOnly date, DateTimeOffset now) => IsLive(date, now) ? EndOf(date) : now + OfImport;

    /// <summary>The dates that it is now somewhere, or will be in a moment: at most three.</summary>
    public static IEnumerable<DateOnly> Current(DateTimeOffset now)
    {
        DateOnly last = DateIn(now + Ahead, EarliestOffset);
        for (DateOnly date = DateIn(now, LatestOffset); date <= last; date = date.AddDays(1))
        {
            yield return date;
        }
    }

    private static DateOnly DateIn(DateTimeOffset time, TimeSpan offset) => DateOnly.FromDateTime(time.ToOffset(offset).DateTime);
}
