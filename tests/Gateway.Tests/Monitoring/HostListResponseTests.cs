namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class HostListResponseTests
{
    [Theory]
    [InlineData(MemberStatus.Active, true, "active")]
    [InlineData(MemberStatus.Active, false, "silent")]
    [InlineData(MemberStatus.Leaving, true, "leaving")]
    [InlineData(MemberStatus.Leaving, false, "leaving")]
    [InlineData(MemberStatus.Joining, false, "joining")]
    [InlineData(MemberStatus.Dead, true, "dead")]
    [InlineData(MemberStatus.Dead, false, "dead")]
    public void Status_IsTheClusters_UnlessASiloThatShouldSpeakDoesNot(MemberStatus member, bool speaks, string expected)
    {
        MonitoredHost[] host = [new(Samples.Silo(1), 0)];
        var state = new InstallationState(
            speaks ? [.. host] : [], speaks ? [] : [.. host], [Samples.Member("silo-1", member)], null, TimeSpan.Zero, null);

        HostResponse silo = Assert.Single(HostListResponse.From(state).Silos);

        Assert.Equal(("silo-1", expected), (silo.Name, silo.Status));
        Assert.Equal(speaks && expected != "dead", silo.MemoryBytes is not null);
    }

    [Fact]
    public void Gateways_AreThoseThatSpeakOrDidAMomentAgo()
    {
        var state = new InstallationState(
            [new(Samples.Gateway(1, name: "b"), 0)], [new(Samples.Gateway(1, name: "a"), 0)], [], null, TimeSpan.Zero, null);

        Assert.Equal([("a", "silent"), ("b", "active")], HostListResponse.From(state).Gateways.Select(gateway => (gateway.Name, gateway.Status)));
    }
}
