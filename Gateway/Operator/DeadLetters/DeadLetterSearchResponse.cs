using Footfall.DeadLetters;

namespace Footfall.Operator;

/// <summary>Dead letters that meet a filter, the latest first.</summary>
/// <param name="DeadLetters">Some.</param>
/// <param name="Total">How many meet it.</param>
/// <param name="Next">Value of <c>after</c> that asks for the ones behind; null at the end.</param>
internal sealed record DeadLetterSearchResponse(IReadOnlyList<DeadLetterResponse> DeadLetters, long Total, string? Next);
