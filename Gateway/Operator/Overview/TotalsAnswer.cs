using Footfall.Watch;

namespace Footfall.Operator;

/// <summary>What the hosts that speak have counted since they started, summed. The ledger is what lasts.</summary>
internal sealed record TotalsAnswer(long Accepted, long Refused, long Stored, long Duplicates, long Dead)
{
    public static TotalsAnswer From(InstallationState state)
    {
        HostTotals[] totals = [.. state.Hosts.Select(host => host.Latest.Totals)];
        return new TotalsAnswer(
            totals.Sum(host => host.Accepted),
            totals.Sum(host => host.Refused),
            totals.Sum(host => host.Stored),
            totals.Sum(host => host.Duplicates),
            totals.Sum(host => host.Dead));
    }
}
