namespace Footfall.Queue;

/// <summary>The result of a claim on a partition.</summary>
/// <param name="Token">The lease's end, in ms of Redis's clock; identifies the claim at release.</param>
/// <param name="NextDue">The time until the partition's next site is due; null when none waits.</param>
/// <param name="Members">The ready members now leased to the caller, as bytes, because they may contain anything.</param>
public sealed record QueueClaim(string Token, TimeSpan? NextDue, byte[][] Members);
