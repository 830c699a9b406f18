using Footfall.Collect;
using Footfall.Queue;

namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class ClusterProblemsTests
{
    private static readonly QueueStatus Calm = new(TimeSpan.FromSeconds(0.5), 4, null);
    private static readonly BacklogTotals Waiting = new(84_210, 12, Samples.Start.AddSeconds(-13), Samples.Start);

    [Fact]
    public void NothingWrong_IsNoProblem() => Assert.Empty(ClusterProblems.Find(State([Samples.Silo(9), Samples.Gateway(9)]), Calm));

    [Fact]
    public void PostgresAway_SaysHowLong_HowMuchWaits_AndThatNothingIsLost() => Assert.Equal(
        [ProblemResponse.Error("PostgreSQL has not answered for 12 s; 84,210 events wait in Redis; nothing is lost.")],
        ClusterProblems.Find(State([Samples.Silo(99, away: 12.9)]), Calm));

    [Fact]
    public void PostgresAwayFromSomeSilos_NamesThem() => Assert.Equal(
        [ProblemResponse.Error("PostgreSQL has not answered silo-2 for 3 s; 84,210 events wait in Redis; nothing is lost.")],
        ClusterProblems.Find(State([Samples.Silo(99), Samples.Silo(99, name: "silo-2", away: 3)]), Calm));

    [Fact]
    public void NoSilo_SaysThatEventsAreStillAccepted() => Assert.Equal(
        [ProblemResponse.Error("No silo has answered for 70 s; 84,210 events wait in Redis; nothing is lost, and events are still accepted. Start a silo, or check its log.")],
        ClusterProblems.Find(State([Samples.Gateway(99)]) with { SilosSilent = TimeSpan.FromSeconds(70) }, Calm));

    [Fact]
    public void RedisAway_SaysWhatSendersAreTold() => Assert.StartsWith(
        "Redis has not answered for 5 s; events are refused with 503",
        Assert.Single(ClusterProblems.Find(State([Samples.Silo(99)]), Calm with { Unanswered = TimeSpan.FromSeconds(5.2) })).Text,
        StringComparison.Ordinal);

    [Fact]
    public void FullQueue_GivesItsReason() => Assert.Equal(
        [ProblemResponse.Error("Events are refused with 503: the queue is full. Accepted events are kept.")],
        ClusterProblems.Find(State([Samples.Silo(99)]), Calm with { Reason = "The queue is full" }));

    [Fact]
    public void SiloThatIsSilent_IsAWarning_UnlessTheClusterKnowsWhy()
    {
        var silent = new MonitoredHost(Samples.Silo(50, name: "silo-2"), 0);
        InstallationState state = State([Samples.Silo(99)]) with { Silent = [silent], Members = [Samples.Member("silo-2")] };

        Assert.Equal("warning", Assert.Single(ClusterProblems.Find(state, Calm)).Severity);
        Assert.Empty(ClusterProblems.Find(state with { Members = [Samples.Member("silo-2", MemberStatus.Dead)] }, Calm));
    }

    [Fact]
    public void LongWait_IsAWarning() => Assert.Equal(
        [ProblemResponse.Warning("The oldest event has waited for 2 min; 84,210 events wait in Redis. Either clients send more than the silos store, or a site is paused.")],
        ClusterProblems.Find(State([Samples.Silo(999)]) with { QueueAge = TimeSpan.FromMinutes(2) }, Calm));

    private static InstallationState State(HostSample[] hosts) =>
        new([.. hosts.Select(host => new MonitoredHost(host, 0))], [], [], Waiting, TimeSpan.Zero, TimeSpan.Zero);
}
