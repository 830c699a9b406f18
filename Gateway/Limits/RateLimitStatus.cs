namespace Footfall.Limits;

/// <summary>How much of one quota is left.</summary>
/// <param name="Policy">The quota's name.</param>
/// <param name="IsBytes">Whether it is counted in bytes instead of events.</param>
/// <param name="Rate">The quota.</param>
/// <param name="Remaining">What is left of it.</param>
/// <param name="Seconds">Until something is left; where something is, until all of it is.</param>
/// <param name="HasAny">Whether something is left.</param>
internal readonly record struct RateLimitStatus(string Policy, bool IsBytes, Rate Rate, long Remaining, int Seconds, bool HasAny);
