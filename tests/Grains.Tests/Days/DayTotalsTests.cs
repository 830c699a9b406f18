using CsCheck;
using Footfall.Calendar;

namespace Footfall.Days;

public sealed class DayTotalsTests
{
    [Fact]
    public void Totals_AreThoseOfTheModel() => Histories.Events.Sample(events =>
    {
        DaySegment segment = DaySegment.Build(events);

        Assert.Equal(DayModel.Total(events, bots: false), segment.Total(bots: false));
        Assert.Equal(DayModel.Total(events, bots: true), segment.Total(bots: true));
        Assert.Equal(segment.Total(bots: false), DaySegment.Decode(segment.Encode()).Total(bots: false));
    }, iter: 2000);

    [Fact]
    public void Totals_OfPartsOfADay_AddUpToTheDay() => Gen.Select(Histories.Events, Gen.Int[0, 4]).Sample((events, power) =>
    {
        int parts = 1 << power;
        IEnumerable<DayTotals> totals = events.GroupBy(item => DaySegment.PartOf(item, parts)).Select(part => DaySegment.Build(part).Total(bots: false));

        Assert.Equal(DaySegment.Build(events).Total(bots: false), totals.Aggregate(DayTotals.None, (sum, part) => part.Add(sum)));
    });

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Beirut")]
    [InlineData("Pacific/Apia")]
    [InlineData("UTC")]
    public void Totals_OverDays_CountUsersOnce_CookielessVisitorsAndVisitsByDay(string zone) => Gen.Select(Histories.Events, Gen.Int[-400, 400]).Sample((events, days) =>
    {
        // Whole days away from the one on which the clocks go forward: other years, and their last days, too.
        DayEvent[] moved = [.. events.Select(item => item with { Time = item.Time + (days * 24 * 60 * Histories.Minute) })];
        DateOnly[] dates = [.. moved.Select(item => SiteCalendar.DateOf(zone, item.Time)).Distinct().Order()];
        DayTotals[] ofDays = [.. dates.Select(date => Of(zone, date, moved)).Select(day => DayModel.Total(day, bots: false))];

        DayTotals sum = dates.Select(date => DaySegment.Build(Of(zone, date, moved)).Total(bots: false)).Aggregate(DayTotals.None, (all, day) => all.Add(day));

        Assert.Equal(
            (ofDays.Sum(day => day.Visits), ofDays.Sum(day => day.Views), ofDays.Sum(day => day.Events), ofDays.Sum(day => day.Bounces), ofDays.Sum(day => day.DurationMicros)),
            (sum.Visits, sum.Views, sum.Events, sum.Bounces, sum.DurationMicros));
        Assert.Equal(ofDays.SelectMany(day => day.Users).Distinct().Order(), sum.Users);
        Assert.Equal(ofDays.Sum(day => day.Visitors - day.Users.Count) + sum.Users.Count, sum.Visitors);
        Assert.Equal(ofDays.SelectMany(day => day.Entries).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Sum(count => count.Value)), sum.Entries);
        Assert.Equal(moved.Count(item => !item.IsBot && item.EventType != "engagement"), sum.Events);
        Assert.True(sum.Visitors <= sum.Visits && sum.Visits <= sum.Events);
    });

    [Fact]
    public void Sum_DoesNotDependOnTheOrder() => Gen.Select(Histories.Events, Histories.Events, Histories.Events).Sample((a, b, c) =>
    {
        DayTotals[] totals = [DaySegment.Build(a).Total(false), DaySegment.Build(b).Total(false), DaySegment.Build(c).Total(false)];

        Assert.Equal(totals[0].Add(totals[1]).Add(totals[2]), totals[2].Add(totals[1].Add(totals[0])));
        Assert.Equal(totals[0], DayTotals.None.Add(totals[0]).Add(DayTotals.None));
    });

    private static DayEvent[] Of(string zone, DateOnly date, DayEvent[] events)
    {
        (long start, long end) = SiteCalendar.DayOf(zone, date);
        return [.. events.Where(item => item.Time >= start && item.Time < end)];
    }
}
