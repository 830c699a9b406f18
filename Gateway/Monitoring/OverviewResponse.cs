namespace Footfall.Monitoring;

/// <summary>How everything is, and was in the last quarter of an hour.</summary>
/// <param name="Now">The gateway's time.</param>
/// <param name="Problems">What is wrong now; empty when all is well.</param>
/// <param name="Current">The present figures.</param>
/// <param name="Totals">What the hosts have counted.</param>
/// <param name="History">The figures so far.</param>
internal sealed record OverviewResponse(
    DateTimeOffset Now, IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals, OverviewHistoryResponse History);
