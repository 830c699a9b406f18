namespace Footfall.Monitoring;

/// <summary>The part of an <see cref="OverviewResponse"/> that changes over time.</summary>
internal sealed record LiveOverviewResponse(IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals);
