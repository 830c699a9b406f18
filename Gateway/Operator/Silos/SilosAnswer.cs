using System.Text.Json;
using Footfall.Watch;

namespace Footfall.Operator;

/// <summary>All silos that the cluster knows, and all gateways that speak or did a moment ago.</summary>
internal sealed record SilosAnswer(IReadOnlyList<HostAnswer> Silos, IReadOnlyList<HostAnswer> Gateways)
{
    public static SilosAnswer From(InstallationState state)
    {
        ILookup<bool, WatchedHost> hosts = state.Hosts.ToLookup(host => host.IsSilo);
        ILookup<bool, WatchedHost> silent = state.Silent.ToLookup(host => host.IsSilo);
        HashSet<string> members = [.. state.Members.Select(member => member.Silo)];
        return new SilosAnswer(
            [
                .. state.Members.Select(member => OfMember(member, hosts[true], silent[true])),
                .. hosts[true].Where(silo => !members.Contains(silo.Latest.Silo!)).Select(silo => HostAnswer.From(silo, Name(MemberStatus.Active))),
            ],
            [
                .. hosts[false].Select(gateway => HostAnswer.From(gateway, Name(MemberStatus.Active)))
                    .Concat(silent[false].Select(gateway => HostAnswer.From(gateway, HostAnswer.Silent)))
                    .OrderBy(gateway => gateway.Name, StringComparer.Ordinal),
            ]);
    }

    private static HostAnswer OfMember(SiloMember member, IEnumerable<WatchedHost> speaking, IEnumerable<WatchedHost> silent)
    {
        bool shouldSpeak = member.Status is MemberStatus.Active or MemberStatus.Leaving;
        if (speaking.FirstOrDefault(silo => silo.Latest.Silo == member.Silo) is { } silo && member.Status != MemberStatus.Dead)
        {
            return HostAnswer.From(silo, Name(member.Status));
        }

        string status = member.Status == MemberStatus.Active ? HostAnswer.Silent : Name(member.Status);
        return silent.FirstOrDefault(each => each.Latest.Silo == member.Silo) is { } former && shouldSpeak
            ? HostAnswer.From(former, HostAnswer.Silent) with { Status = status }
            : new HostAnswer(member.Name, member.Silo, status);
    }

    private static string Name(MemberStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
