namespace Footfall.Monitoring;

/// <summary>What changes of an <see cref="OverviewResponse"/> from one moment to the next.</summary>
internal sealed record LiveOverviewResponse(IReadOnlyList<ProblemResponse> Problems, OverviewSample Current, TotalsResponse Totals);
