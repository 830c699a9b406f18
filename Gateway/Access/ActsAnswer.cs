namespace Footfall.Access;

/// <summary>A page of what operators did.</summary>
/// <param name="Acts">The latest first.</param>
/// <param name="Next">Asks for the next page, as <c>before</c>; null on the last.</param>
internal sealed record ActsAnswer(IReadOnlyList<Act> Acts, long? Next);
