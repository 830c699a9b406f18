namespace Footfall.Days;

/// <summary>The totals of the people, or of the bots, of one or more days or parts of days.</summary>
/// <param name="Visitors">Visitors with an event that is no engagement; cookieless visitors count once a day, users once.</param>
/// <param name="Visits">Visits with an event that is no engagement.</param>
/// <param name="Views">Page views, also those of no visitor.</param>
/// <param name="Events">Events that are no engagement, also those of no visitor.</param>
/// <param name="Bounces">Visits with one view and no other event but engagements.</param>
/// <param name="DurationMicros">The sum of all visits' durations: from the first to the last event, engagements included.</param>
/// <param name="Entries">Visits by the path of their first view; those without a view, or whose first has no path, are in none.</param>
/// <param name="Exits">Visits by the path of their last view, likewise.</param>
/// <param name="Users">XXH3 hashes (128 bits) of the users among the visitors, in ascending order, without duplicates.</param>
public sealed record DayTotals(
    long Visitors, long Visits, long Views, long Events, long Bounces, long DurationMicros, IReadOnlyDictionary<string, long> Entries,
    IReadOnlyDictionary<string, long> Exits, IReadOnlyList<UInt128> Users)
{
    /// <summary>The totals of no event.</summary>
    public static DayTotals None { get; } = new(0, 0, 0, 0, 0, 0, new Dictionary<string, long>(), new Dictionary<string, long>(), []);

    /// <summary>The totals of this and of another part of the same day, or of this and of another day. The order makes no difference.</summary>
    /// <remarks>Cookieless visitors of two days are never the same, and those of two parts of a day neither; users may be.</remarks>
    public DayTotals Add(DayTotals other)
    {
        UInt128[] users = Unite(Users, other.Users);
        return new DayTotals(
            Visitors - Users.Count + other.Visitors - other.Users.Count + users.Length, Visits + other.Visits, Views + other.Views, Events + other.Events,
            Bounces + other.Bounces, DurationMicros + other.DurationMicros, Sum(Entries, other.Entries), Sum(Exits, other.Exits), users);
    }

    public bool Equals(DayTotals? other) => other is not null
        && (Visitors, Visits, Views, Events, Bounces, DurationMicros) == (other.Visitors, other.Visits, other.Views, other.Events, other.Bounces, other.DurationMicros)
        && AreEqual(Entries, other.Entries) && AreEqual(Exits, other.Exits) && Users.SequenceEqual(other.Users);

    public override int GetHashCode() => HashCode.Combine(Visitors, Visits, Views, Events, Bounces, DurationMicros);

    private static bool AreEqual(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out long count) && count == entry.Value);

    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other)
    {
        var sums = new Dictionary<string, long>(one, StringComparer.Ordinal);
        foreach ((string path, long count) in other)
        {
            sums[path] = sums.GetValueOrDefault(path) + count;
        }

        return sums;
    }

    private static UInt128[] Unite(IReadOnlyList<UInt128> one, IReadOnlyList<UInt128> other)
    {
        var united = new List<UInt128>(one.Count + other.Count);
        for (int i = 0, j = 0; i < one.Count || j < other.Count;)
        {
            UInt128 next = j == other.Count || (i < one.Count && one[i] <= other[j]) ? one[i] : other[j];
            united.Add(next);
            i += i < one.Count && one[i] == next ? 1 : 0;
            j += j < other.Count && other[j] == next ? 1 : 0;
        }

        return [.. united];
    }
}
