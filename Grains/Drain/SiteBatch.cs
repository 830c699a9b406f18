using Footfall.Collect;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Everything that one commit changes for one site.</summary>
public sealed class SiteBatch
{
    public required string SiteId { get; init; }

    public required string Epoch { get; init; }

    /// <summary>The fence as last known; the commit happens only if it still stands.</summary>
    public required Guid ExpectedCommitId { get; init; }

    /// <summary>The fence after the commit.</summary>
    public required Guid CommitId { get; init; }

    /// <summary>The last entry in the batch.</summary>
    public required EntryId Checkpoint { get; init; }

    public required IReadOnlyList<BatchEntry> Entries { get; init; }

    /// <summary>How many rows <see cref="Entries"/> hold.</summary>
    public required int Events { get; init; }

    /// <summary>How many events were left out because their id was seen before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The months of the rows' timestamps, each as year × 12 + month − 1.</summary>
    public required IReadOnlyCollection<int> Months { get; init; }

    public required IReadOnlyList<DeadLetter> DeadLetters { get; init; }

    /// <summary>What gateways refused of the site, as the entries tell.</summary>
    public required IReadOnlyDictionary<RefusalReason, long> Refused { get; init; }

    /// <summary>The ids that count as seen from this commit on.</summary>
    public required RegisteredIds EventIds { get; init; }
}
