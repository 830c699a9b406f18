namespace Footfall.Operator;

/// <summary>The outcome of a bulk operation on dead letters.</summary>
/// <param name="Done">The number of dead letters replayed or deleted.</param>
/// <param name="Failed">The number of failed attempts.</param>
/// <param name="Left">The number that still match the filter, including failed ones.</param>
internal sealed record BulkResultResponse(int Done, int Failed, long Left);
