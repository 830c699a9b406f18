namespace Footfall.Monitoring;

/// <summary>The status of the installation, now and over the last quarter of an hour.</summary>
/// <param name="Now">The gateway's time.</param>
/// <param name="Problems">The current problems; empty when there are none.</param>
/// <param name="Current">The current figures.</param>
/// <param name="Totals">The counters of the hosts.</param>
/// <param name="History">The figures so far.</param>
internal sealed record OverviewResponse(
    DateTimeOffset Now, IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals, OverviewHistoryResponse History);
