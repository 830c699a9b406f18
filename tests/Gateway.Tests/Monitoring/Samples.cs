namespace Footfall.Monitoring;

/// <summary>Samples of hosts, for tests.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    public static HostSample Gateway(double uptime, long accepted = 0, string name = "gateway") =>
        new(name, null, "1", Start, TimeSpan.FromSeconds(uptime), TimeSpan.Zero, 0, TimeSpan.Zero, new HostTotals(Accepted: accepted));

    public static HostSample Silo(double uptime, long stored = 0, string name = "silo-1", double? away = null) =>
        new(name, "S127.0.0.1:1:" + name, "1", Start, TimeSpan.FromSeconds(uptime), TimeSpan.Zero, 0, TimeSpan.Zero, new HostTotals(Stored: stored))
        {
            StoreAway = away is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    public static SiloMember Member(string name, MemberStatus status = MemberStatus.Active) => new(name, "S127.0.0.1:1:" + name, status);
}
