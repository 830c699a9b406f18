namespace Footfall.Operator;

/// <summary>What changes of an <see cref="OverviewAnswer"/> from one moment to the next.</summary>
internal sealed record LiveOverviewAnswer(IReadOnlyList<ProblemAnswer> Problems, PointAnswer Current, TotalsAnswer Totals);
