using System.IO.Hashing;
using System.Text;

namespace Footfall.Days;

/// <summary>What a day's figures are, said again in another way: event by event, without columns, flags or runs.</summary>
internal static class DayModel
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(30);

    public static DayTotals Total(IEnumerable<DayEvent> events, bool bots)
    {
        DayEvent[] own = [.. events.Where(item => item.IsBot == bots)];
        DayEvent[] counted = [.. own.Where(item => item.EventType != "engagement")];
        DayEvent[][] visits = [.. own.Where(item => Visitor(item) is not null)
            .GroupBy(Visitor)
            .SelectMany(visitor => visitor.GroupBy(item => VisitOf(item, visitor), (_, visit) => InOrder(visit)))
            .Where(visit => visit.Any(item => item.EventType != "engagement"))];
        return new DayTotals(
            counted.Select(Visitor).Where(visitor => visitor is not null).Distinct().Count(),
            visits.Length,
            own.Count(IsView),
            counted.Length,
            visits.Count(visit => visit.Count(IsView) <= 1 && visit.All(item => IsView(item) || item.EventType == "engagement")),
            visits.Sum(visit => visit.Max(item => item.Time) - visit.Min(item => item.Time)),
            CountPaths(visits.Select(visit => visit.FirstOrDefault(IsView).Path)),
            CountPaths(visits.Select(visit => visit.LastOrDefault(IsView).Path)),
            [.. counted.Where(item => !string.IsNullOrEmpty(item.UserId)).Select(item => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(item.UserId!))).Distinct().Order()]);
    }

    /// <summary>By time, and by content where times are equal.</summary>
    public static DayEvent[] InOrder(IEnumerable<DayEvent> events) =>
    [
        .. events.OrderBy(item => item.Time)
            .ThenBy(item => Bytes(item.EventType), StringComparer.Ordinal).ThenBy(item => Bytes(string.IsNullOrEmpty(item.Path) ? null : item.Path), StringComparer.Ordinal)
            .ThenBy(item => Bytes(item.Page), StringComparer.Ordinal).ThenBy(item => Bytes(item.Origin), StringComparer.Ordinal)
            .ThenBy(item => Bytes(item.Client), StringComparer.Ordinal).ThenBy(item => Bytes(item.Props), StringComparer.Ordinal)
            .ThenBy(item => item.EngagedMs).ThenBy(item => item.Scroll).ThenBy(item => item.ScreenWidth).ThenBy(item => item.Revenue)
            .ThenBy(item => Bytes(item.Currency), StringComparer.Ordinal),
    ];

    /// <summary>The user, else the cookieless visitor, else none.</summary>
    public static string? Visitor(DayEvent item) =>
        !string.IsNullOrEmpty(item.UserId) ? $"user {item.UserId}" : item.Visitor is { } visitor ? $"cookieless {visitor}" : null;

    /// <summary>The event as a segment returns it: of two visitors the user, and nothing empty.</summary>
    public static DayEvent Normalized(DayEvent item) => item with
    {
        UserId = string.IsNullOrEmpty(item.UserId) ? null : item.UserId,
        Visitor = string.IsNullOrEmpty(item.UserId) ? item.Visitor : null,
        Path = string.IsNullOrEmpty(item.Path) ? null : item.Path,
    };

    /// <summary>How many pauses of more than 30 minutes the visitor made before this event.</summary>
    private static int VisitOf(DayEvent item, IEnumerable<DayEvent> ofVisitor) => ofVisitor.Count(later => later.Time <= item.Time
        && ofVisitor.All(earlier => earlier.Time >= later.Time || later.Time - earlier.Time > s_longestPause.TotalMicroseconds)
        && ofVisitor.First(same => same.Time == later.Time).Equals(later));

    private static bool IsView(DayEvent item) => item.EventType == "page_view";

    private static Dictionary<string, long> CountPaths(IEnumerable<string?> paths) =>
        paths.Where(path => !string.IsNullOrEmpty(path)).GroupBy(path => path!).ToDictionary(path => path.Key, path => path.LongCount());

    /// <summary>UTF-8 as text of the same order; null comes first.</summary>
    private static string? Bytes(string? text) => text is null ? null : Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
