namespace Footfall.Days;

/// <summary>Each rule of what is counted, with figures worked out by hand.</summary>
public sealed class VisitRuleTests
{
    private const long Minute = Histories.Minute;

    [Fact]
    public void Pause_OfExactly30Minutes_IsOneVisit() => Expect(visits: 1, duration: 30 * Minute, events: [View(0, "/"), View(30 * Minute, "/a")]);

    [Fact]
    public void Pause_OfAMicrosecondMore_BeginsAnotherVisit() =>
        Expect(visits: 2, bounces: 2, duration: 0, events: [View(0, "/"), View((30 * Minute) + 1, "/a")]);

    [Fact]
    public void Visit_LastsAsLongAsNoPauseIsTooLong() =>
        Expect(visits: 1, duration: 120 * Minute, events: [.. Enumerable.Range(0, 5).Select(i => View(i * 30 * Minute, "/"))]);

    [Fact]
    public void View_Alone_IsABounce() => Expect(visits: 1, bounces: 1, events: [View(0, "/")]);

    [Fact]
    public void View_WithEngagement_IsABounceAndLastsUntilIt() =>
        Expect(visits: 1, bounces: 1, duration: 5 * Minute, events: [View(0, "/"), Engagement(5 * Minute)]);

    [Fact]
    public void TwoViews_EvenOfOnePage_AreNoBounce() => Expect(visits: 1, bounces: 0, events: [View(0, "/"), View(1, "/")]);

    [Fact]
    public void View_WithAnotherEvent_IsNoBounce() => Expect(visits: 1, bounces: 0, events: [View(0, "/"), Click(0)]);

    [Fact]
    public void Event_WithoutAView_IsAVisitAndNoBounce_AndHasNoEntry() =>
        Expect(visits: 1, bounces: 0, views: 0, entries: "", exits: "", events: [Click(0)]);

    [Fact]
    public void Engagement_Alone_IsNoVisitorAndNoVisit() => Expect(visitors: 0, visits: 0, duration: 0, eventCount: 0, events: [Engagement(0), Engagement(Minute)]);

    [Fact]
    public void Engagement_HoldsAVisitTogether_AndMayBeginIt() =>
        Expect(visits: 1, bounces: 1, duration: 50 * Minute, eventCount: 1, events: [Engagement(0), View(25 * Minute, "/"), Engagement(50 * Minute)]);

    [Fact]
    public void Engagement_AfterALongPause_IsNoVisitOfItsOwn() =>
        Expect(visitors: 1, visits: 1, bounces: 1, duration: 0, events: [View(0, "/"), Engagement(31 * Minute), Engagement(33 * Minute)]);

    [Fact]
    public void Entry_AndExit_AreTheFirstAndLastView_NotTheFirstAndLastEvent() => Expect(
        visits: 1, entries: "/a=1", exits: "/b=1",
        events: [Click(0) with { Path = "/x" }, View(1, "/a"), View(2, "/c"), View(3, "/b"), Click(4) with { Path = "/y" }, Engagement(5) with { Path = "/z" }]);

    [Fact]
    public void Entry_IsNone_WhenTheFirstViewHasNoPath_ThoughLaterOnesHave() =>
        Expect(visits: 1, entries: "", exits: "/a=1", events: [View(0, null), View(1, "/a")]);

    [Fact]
    public void Exit_IsNone_WhenTheLastViewHasAnEmptyPath() => Expect(visits: 1, entries: "/a=1", exits: "", events: [View(0, "/a"), View(1, "")]);

    [Fact]
    public void Visit_WithoutViews_AfterOneWithViews_HasNoEntryAndNoExit() =>
        Expect(visits: 2, entries: "/a=1", exits: "/a=1", events: [View(0, "/a"), Click(31 * Minute)]);

    [Fact]
    public void Views_OfEqualTimes_AreInTheOrderOfTheirContent()
    {
        Expect(visits: 1, entries: "/a=1", exits: "/b=1", events: [View(0, "/b"), View(0, "/a")]);
        Expect(visits: 1, entries: "/\uFFFD=1", exits: "/😀=1", events: [View(0, "/😀"), View(0, "/\uFFFD")]);
        Expect(visits: 1, entries: "", exits: "/a=1", events: [View(0, "/a"), View(0, null)]);
    }

    [Fact]
    public void User_IsTheVisitor_WhateverItsCookielessIdIs() =>
        Expect(visitors: 1, visits: 1, users: 1, events: [View(0, "/") with { UserId = "u", Visitor = 1 }, View(1, "/") with { UserId = "u", Visitor = 2 }]);

    [Fact]
    public void User_AndCookielessVisitor_AreTwoVisitors() => Expect(visitors: 2, visits: 2, users: 1, events: [View(0, "/") with { UserId = "u" }, View(1, "/")]);

    [Fact]
    public void EmptyUser_IsNone() => Expect(visitors: 1, visits: 1, users: 0, events: [View(0, "/") with { UserId = "" }, View(1, "/")]);

    [Fact]
    public void Event_OfNoVisitor_IsInNoVisit_ButCounts() =>
        Expect(visitors: 0, visits: 0, views: 2, eventCount: 3, entries: "", events: [View(0, "/") with { Visitor = null }, View(1, "/") with { Visitor = null }, Click(2) with { Visitor = null }]);

    [Fact]
    public void Visitor_WithTheNumberZero_IsAVisitor() => Expect(visitors: 1, visits: 1, events: [View(0, "/") with { Visitor = 0 }]);

    [Fact]
    public void Bots_AreApart_AndAVisitorWithBothKindsOfEventsIsTwo()
    {
        DayEvent[] events = [View(0, "/a"), View(1, "/b") with { IsBot = true }, View(2, "/c"), View(3, "/d") with { IsBot = true, UserId = "u" }];

        Expect(visitors: 1, visits: 1, bounces: 0, views: 2, users: 0, entries: "/a=1", exits: "/c=1", events: events);
        Expect(visitors: 2, visits: 2, bounces: 2, views: 2, users: 1, entries: "/b=1 /d=1", exits: "/b=1 /d=1", bots: true, events: events);
    }

    [Fact]
    public void Flags_SayWhatEachEventIsToItsVisit()
    {
        DaySegment segment = DaySegment.Build(
            [Engagement(0), View(1, "/"), Click(2), View(31 * Minute, "/"), Click(0) with { Visitor = null }, View(0, "/") with { IsBot = true }]);

        Assert.Equal(
            [
                VisitFlags.FirstOfVisitor | VisitFlags.FirstOfVisit | VisitFlags.Engagement,
                VisitFlags.View | VisitFlags.CountsVisitor | VisitFlags.CountsVisit,
                VisitFlags.LastOfVisit,
                VisitFlags.FirstOfVisit | VisitFlags.LastOfVisit | VisitFlags.View | VisitFlags.CountsVisit,
                VisitFlags.None,
                VisitFlags.FirstOfVisitor | VisitFlags.FirstOfVisit | VisitFlags.LastOfVisit | VisitFlags.View | VisitFlags.CountsVisitor | VisitFlags.CountsVisit | VisitFlags.Bot,
            ],
            segment.Flags.ToArray());
    }

    [Fact]
    public void Users_OfTwoDays_AreOneVisitor_AndCookielessVisitorsTwo()
    {
        DayTotals first = DaySegment.Build([View(0, "/") with { UserId = "u" }, View(0, "/")]).Total(bots: false);
        DayTotals second = DaySegment.Build([View(0, "/a") with { UserId = "u" }, View(0, "/") with { UserId = "v" }, View(0, "/")]).Total(bots: false);

        DayTotals sum = first.Add(second);

        Assert.Equal((4, 5, 2), (sum.Visitors, sum.Visits, sum.Users.Count));
        Assert.Equal("/=4 /a=1", Text(sum.Entries));
    }

    private static DayEvent View(long time, string? path) =>
        new(Histories.Start + time, null, 1, "page_view", path, null, null, null, null, null, null, null, null, null, false);

    private static DayEvent Click(long time) => View(time, "/") with { EventType = "click" };

    private static DayEvent Engagement(long time) => View(time, "/") with { EventType = "engagement", EngagedMs = 1000 };

    private static void Expect(
        int? visitors = null, int? visits = null, int? views = null, int? eventCount = null, int? bounces = null, long? duration = null, int? users = null,
        string? entries = null, string? exits = null, bool bots = false, params DayEvent[] events)
    {
        DayTotals totals = DaySegment.Build(events).Total(bots);

        Assert.Equal(visitors ?? totals.Visitors, totals.Visitors);
        Assert.Equal(visits ?? totals.Visits, totals.Visits);
        Assert.Equal(views ?? totals.Views, totals.Views);
        Assert.Equal(eventCount ?? totals.Events, totals.Events);
        Assert.Equal(bounces ?? totals.Bounces, totals.Bounces);
        Assert.Equal(duration ?? totals.DurationMicros, totals.DurationMicros);
        Assert.Equal(users ?? totals.Users.Count, totals.Users.Count);
        Assert.Equal(entries ?? Text(totals.Entries), Text(totals.Entries));
        Assert.Equal(exits ?? Text(totals.Exits), Text(totals.Exits));
    }

    private static string Text(IReadOnlyDictionary<string, long> counts) =>
        string.Join(' ', counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}={count.Value}"));
}
