namespace Footfall.Queue;

/// <summary>What a claim on a partition gave.</summary>
/// <param name="Token">The lease's end, in ms of Redis's clock; names the claim at release.</param>
/// <param name="NextDue">When the partition's next site is due; null when none waits.</param>
/// <param name="Members">The ready members now leased to the caller, as bytes: they may be anything.</param>
public sealed record QueueClaim(string Token, TimeSpan? NextDue, byte[][] Members);
