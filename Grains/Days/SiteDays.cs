using System.Collections.Immutable;
using Footfall.Freshness;
using Footfall.Stats;

namespace Footfall.Days;

/// <summary>Answers questions about the days of one site.</summary>
internal sealed class SiteDays(string siteId, IDayReader reader, SiteFreshness freshness)
{
    /// <exception cref="Drain.StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="Drain.QueueUnavailableException">Redis did not answer, and the question waits for it.</exception>
    public async Task<DaysResult> GetAsync(DaysQuery query)
    {
        QueueSnapshot? snapshot;
        if (query.Wait > TimeSpan.Zero)
        {
            (snapshot, StatsResult? notYet) = await freshness.WaitAsync(query.Wait);
            if (notYet is not null)
            {
                return new DaysResult(notYet.Outcome, notYet.Freshness);
            }
        }
        else
        {
            snapshot = await freshness.ReadQueueAsync();
        }

        StoredDays stored = await reader.ReadAsync(siteId, query.First, query.Last);
        return new DaysResult(
            StatsOutcome.Answered,
            await freshness.MeasureAsync(snapshot, stored.Position),
            stored.TimeZone,
            [.. stored.Days.Select(day => new DayFigures(day.Day, Choose(query.Bots, day.People, day.Bots)))],
            Choose(query.Bots, Sum(stored.Days.Select(day => day.People)), Sum(stored.Days.Select(day => day.Bots))));
    }

    private static DayTotals Sum(IEnumerable<DayTotals> days) => days.Aggregate(DayTotals.None, (sum, day) => sum.Add(day));

    private static VisitFigures Choose(BotsFilter filter, DayTotals people, DayTotals bots) => filter switch
    {
        BotsFilter.Exclude => Describe([people]),
        BotsFilter.Only => Describe([bots]),
        BotsFilter.Include => Describe([people, bots]),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    /// <summary>Adds the totals of visitors of which none is in two of them.</summary>
    private static VisitFigures Describe(IReadOnlyList<DayTotals> totals) => new(
        totals.Sum(one => one.Visitors),
        totals.Sum(one => one.Visits),
        totals.Sum(one => one.Views),
        totals.Sum(one => one.Events),
        totals.Sum(one => one.Bounces),
        TimeSpan.FromMicroseconds(totals.Sum(one => one.DurationMicros)),
        Top(totals.SelectMany(one => one.Entries)),
        Top(totals.SelectMany(one => one.Exits)));

    private static ImmutableArray<PathVisits> Top(IEnumerable<KeyValuePair<string, long>> paths) =>
        [.. PathRanking.Top(paths).Select(path => new PathVisits(path.Key, path.Value))];
}

/// <summary>Creates the parts of site grains that answer questions about days.</summary>
internal sealed class SiteDaysFactory(IDayReader reader)
{
    public SiteDays Create(string siteId, SiteFreshness freshness) => new(siteId, reader, freshness);
}
