namespace Footfall.Limits;

/// <summary>The remaining part of one quota.</summary>
/// <param name="Policy">The quota's name.</param>
/// <param name="IsBytes">Whether it is counted in bytes instead of events.</param>
/// <param name="Rate">The quota.</param>
/// <param name="Remaining">The part that is left.</param>
/// <param name="Seconds">Seconds until something is left, or, if something is, until all of it is.</param>
/// <param name="HasAny">Whether something is left.</param>
internal readonly record struct RateLimitStatus(string Policy, bool IsBytes, Rate Rate, long Remaining, int Seconds, bool HasAny);
