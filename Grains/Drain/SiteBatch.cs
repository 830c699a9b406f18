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

    /// <summary>Size of the entries, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The months of the rows' timestamps, each as year × 12 + month − 1.</summary>
    public required IReadOnlyCollection<int> Months { get; init; }

    public required IReadOnlyList<DeadLetter> DeadLetters { get; init; }
}
