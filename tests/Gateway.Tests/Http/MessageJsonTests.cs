using System.Text.Json;
using Footfall.Access;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Queue;
using Footfall.Sites;
using Footfall.Stats;

namespace Footfall.Http;

/// <summary>The JSON of messages that are serialized themselves. Clients depend on it, so a member cannot simply be renamed.</summary>
public sealed class MessageJsonTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public void SiteList_HasTheCountersAsLedger()
    {
        var row = new SiteRow("é", 1.5, TimeSpan.FromMilliseconds(2500), Time, null, true, new EventCounters(1, 2, 3, 4, 5, 6));

        Assert.Equal(
            """{"as_of":"2026-01-02T03:04:05+00:00","total":2,"found":1,"offset":0,"sites":[{"site_id":"\u00E9","rate":1.5,"queued":5,"oldest_queued_seconds":2.5"""
            + ""","last_committed_at":"2026-01-02T03:04:05+00:00","silo":null,"paused":true"""
            + ""","ledger":{"received":21,"stored":1,"refused":2,"duplicates":3,"dead":4,"queued":5,"erased":6}}]}""",
            JsonSerializer.Serialize(new SiteListResponse(Time, 2, 1, 0, [row]), OperatorJsonContext.Default.SiteListResponse));
    }

    [Fact]
    public void Site_HasItsGrainAndStreams()
    {
        var grain = new SiteInspection("silo-1", Time, true, "e", new EntryId(7, 8), Id, 9, 10, null, 11, 12);
        var view = new SiteView(null, grain, [new SiteStreamState("e", true, 3, null, new EntryId(9, 1), EntryId.None, TimeSpan.FromSeconds(1))], null);

        Assert.Equal(
            """{"site_id":"a","paused_at":null,"grain":{"silo":"silo-1","activated_at":"2026-01-02T03:04:05+00:00","is_draining":true"""
            + ""","epoch":"e","checkpoint":"7-8","fencing_token":"0f8fad5b-d9cb-469f-a165-70867728950e","buffered_bytes":9,"cached_answers":10,"duplicate_ids":null,"duplicate_bytes":11,"failures":12}"""
            + ""","streams":[{"epoch":"e","is_current":true,"events":3,"first_id":null,"last_id":"9-1","checkpoint":"0-0","oldest_seconds":1}],"ledger":null}""",
            JsonSerializer.Serialize(SiteResponse.From("a", view), OperatorJsonContext.Default.SiteResponse));
    }

    [Fact]
    public void Keys_HaveTheNamesOfTheirScopes() => Assert.Equal(
        """{"keys":[{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","name":"n","shown":"s","scope":"read","site_id":"a","created_at":"2026-01-02T03:04:05+00:00","expires_at":null,"revoked_at":null,"last_used_at":null}]}""",
        JsonSerializer.Serialize(new KeyListResponse([new AccessKey(Id, "n", "s", KeyScope.Read, "a", Time, null)]), OperatorJsonContext.Default.KeyListResponse));

    [Fact]
    public void Settings_AreAPageWithItsTotalFirst() => Assert.Equal(
        """{"total":9,"sites":[{"site_id":"a","name":"n","time_zone":"UTC","origins":["https://example.org"],"retention_days":30,"events_per_second":null,"bytes_per_second":null,"needs_write_key":true,"created_at":"2026-01-02T03:04:05+00:00","refuses_bots":true}]}""",
        JsonSerializer.Serialize(
            new SiteSettingsPage([new SiteSettings("a", "n", "UTC", ["https://example.org"], 30, null, null, true, Time, true)], 9), SiteJsonContext.Default.SiteSettingsPage));

    [Fact]
    public void Erasures_HaveTheirPhaseAsState()
    {
        var erasure = new ErasureView(Id, ErasureKind.User, null, Time, ErasurePhase.StoredEvents, 1, 2, null);

        Assert.Equal(
            """{"site_id":"a","erasures":[{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","kind":"user","before_day":null,"requested_at":"2026-01-02T03:04:05+00:00","state":"stored_events","events":1,"dead_letters":2,"finished_at":null}]"""
            + ""","retention":{"days":30,"kept_from":"2026-01-01","kept_at":null,"events":5}}""",
            JsonSerializer.Serialize(
                ErasureListResponse.From("a", new ErasureList([erasure], new RetentionView(30, new DateOnly(2026, 1, 1), null, 5))),
                PrivacyJsonContext.Default.ErasureListResponse));
    }

    [Fact]
    public void Days_HaveTheirFiguresAndTheRangeHasATotal()
    {
        var day = new DateOnly(2026, 1, 2);
        var figures = new VisitFigures(1, 2, 3, 4, 5, TimeSpan.FromMilliseconds(6500), [new PathVisits("/a", 7)], []);
        const string Json =
            """ "visitors":1,"visits":2,"views":3,"events":4,"bounces":5,"duration_seconds":6.5,"entries":[{"path":"/a","visits":7}],"exits":[]} """;
        var result = new DaysResult(StatsOutcome.Answered, null, "Europe/Berlin", [new DayFigures(day, figures)], figures);

        Assert.Equal(
            $$"""{"site_id":"a","time_zone":"Europe/Berlin","from":"2026-01-01","to":"2026-01-03","days":[{"date":"2026-01-02",{{Json.Trim()}}],"total":{{{Json.Trim()}}}""",
            JsonSerializer.Serialize(
                DaysResponse.Of("a", new DaysQuery(day.AddDays(-1), day.AddDays(1), BotsFilter.Exclude, TimeSpan.Zero), result), DayJsonContext.Default.DaysResponse));
    }

    [Fact]
    public void BulkResult_HasThreeNumbers() => Assert.Equal(
        """{"done":1,"failed":2,"left":3}""", JsonSerializer.Serialize(new BulkResult(1, 2, 3), OperatorJsonContext.Default.BulkResult));
}
