namespace Footfall.Operator;

/// <summary>What became of many dead letters.</summary>
/// <param name="Done">How many are no dead letters any more.</param>
/// <param name="Failed">How many were tried in vain.</param>
/// <param name="Left">How many are left that meet the filter, failed ones among them.</param>
internal sealed record BulkResultResponse(int Done, int Failed, long Left);
