namespace Footfall.Operator;

/// <summary>A site's ledger in short: received = stored + refused + duplicates + dead + queued + erased.</summary>
internal sealed record SiteCountersResponse(long Received, long Stored, long Refused, long Duplicates, long Dead, long Queued, long Erased);
