using System.Collections.Immutable;

namespace Footfall.Monitoring;

/// <inheritdoc cref="IClusterMembers"/>
/// <remarks>If several had the same name, as after a silo's restart, includes only the latest; the cluster keeps dead silos for
/// days.</remarks>
internal sealed class ClusterMembers(IClusterMembershipService membership) : IClusterMembers
{
    public ImmutableArray<SiloMember> Members =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is not (SiloStatus.None or SiloStatus.Created))
            .GroupBy(member => member.Name)
            .Select(sameName => sameName.MaxBy(member => member.SiloAddress.Generation)!)
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => new SiloMember(member.Name, member.SiloAddress.ToString(), StatusOf(member.Status))),
    ];

    private static MemberStatus StatusOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => MemberStatus.Active,
        SiloStatus.Joining => MemberStatus.Joining,
        SiloStatus.Dead => MemberStatus.Dead,
        _ => MemberStatus.Leaving,
    };
}
