using System.Text.Json;

namespace Footfall.Monitoring;

/// <summary>All silos known to the cluster, and all gateways that report or recently did.</summary>
internal sealed record HostListResponse(IReadOnlyList<HostResponse> Silos, IReadOnlyList<HostResponse> Gateways)
{
    public static HostListResponse From(InstallationState state)
    {
        ILookup<bool, MonitoredHost> hosts = state.Hosts.ToLookup(host => host.IsSilo);
        ILookup<bool, MonitoredHost> silent = state.Silent.ToLookup(host => host.IsSilo);
        HashSet<string> members = [.. state.Members.Select(member => member.Silo)];
        return new HostListResponse(
            [
                .. state.Members.Select(member => OfMember(member, hosts[true], silent[true])),
                .. hosts[true].Where(silo => !members.Contains(silo.Latest.Silo!)).Select(silo => HostResponse.From(silo, Name(MemberStatus.Active))),
            ],
            [
                .. hosts[false].Select(gateway => HostResponse.From(gateway, Name(MemberStatus.Active)))
                    .Concat(silent[false].Select(gateway => HostResponse.From(gateway, HostResponse.Silent)))
                    .OrderBy(gateway => gateway.Name, StringComparer.Ordinal),
            ]);
    }

    private static HostResponse OfMember(SiloMember member, IEnumerable<MonitoredHost> speaking, IEnumerable<MonitoredHost> silent)
    {
        bool shouldSpeak = member.Status is MemberStatus.Active or MemberStatus.Leaving;
        if (speaking.FirstOrDefault(silo => silo.Latest.Silo == member.Silo) is { } silo && member.Status != MemberStatus.Dead)
        {
            return HostResponse.From(silo, Name(member.Status));
        }

        string status = member.Status == MemberStatus.Active ? HostResponse.Silent : Name(member.Status);
        return silent.FirstOrDefault(each => each.Latest.Silo == member.Silo) is { } former && shouldSpeak
            ? HostResponse.From(former, HostResponse.Silent) with { Status = status }
            : new HostResponse(member.Name, member.Silo, status);
    }

    private static string Name(MemberStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
