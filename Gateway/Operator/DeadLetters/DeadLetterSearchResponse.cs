using Footfall.DeadLetters;

namespace Footfall.Operator;

/// <summary>Dead letters that match a filter, the latest first.</summary>
/// <param name="DeadLetters">One page of them.</param>
/// <param name="Total">The number of matches.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null at the end.</param>
internal sealed record DeadLetterSearchResponse(IReadOnlyList<DeadLetterResponse> DeadLetters, long Total, string? Next);
