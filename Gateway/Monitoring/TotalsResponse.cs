namespace Footfall.Monitoring;

/// <summary>The sums of what reporting hosts have counted since they started. The ledger is the lasting record.</summary>
internal sealed record TotalsResponse(long Accepted, long Refused, long Stored, long Duplicates, long Dead)
{
    public static TotalsResponse From(InstallationState state)
    {
        HostTotals[] totals = [.. state.Hosts.Select(host => host.Latest.Totals)];
        return new TotalsResponse(
            totals.Sum(host => host.Accepted),
            totals.Sum(host => host.Refused),
            totals.Sum(host => host.Stored),
            totals.Sum(host => host.Duplicates),
            totals.Sum(host => host.Dead));
    }
}
