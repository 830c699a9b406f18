namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class CounterSnapshotTests
{
    [Fact]
    public void Growth_IsOfAllHosts_AlsoOfOneThatIsSilentMeanwhile() => Assert.Equal(
        10 + 5, Mark(9, [Samples.Silo(9, 30), Samples.Silo(9, 12, "silo-2")]).Growth(Mark(4, [Samples.Silo(4, 20)], [Samples.Silo(1, 7, "silo-2")]), totals => totals.Stored));

    [Fact]
    public void HostThatHasJustStarted_CountsWhole() =>
        Assert.Equal(8, Mark(9, [Samples.Silo(2, 8)]).Growth(Mark(8, []), totals => totals.Stored));

    [Fact]
    public void HostThatRanBeforeItWasHeardOf_CountsFromThenOn() =>
        Assert.Equal(0, Mark(9, [Samples.Silo(3600, 8_000_000)]).Growth(Mark(8, []), totals => totals.Stored));

    private static CounterSnapshot Mark(double seconds, HostSample[] hosts, params HostSample[] silent) => new(
        new InstallationState([.. hosts.Select(host => new MonitoredHost(host, 0))], [.. silent.Select(host => new MonitoredHost(host, 0))], [], null, default, null), seconds);
}
