namespace Footfall.Operator;

/// <summary>A site as the index holds it; changes with each refresh.</summary>
internal sealed class IndexedSite(string siteId)
{
    public string SiteId { get; } = siteId;

    /// <summary>Its place among all sites in the order of their ids.</summary>
    public int Place { get; set; }

    public long Stored { get; set; }

    public long Duplicates { get; set; }

    public long Dead { get; set; }

    public long Refused { get; set; }

    public long Erased { get; set; }

    public DateTimeOffset? LastCommittedAt { get; set; }

    public bool IsPaused { get; set; }

    public long Queued { get; set; }

    public TimeSpan? OldestAge { get; set; }

    /// <summary>What was stored when the window of the rates began, and when the next one did.</summary>
    public long StoredAtStart { get; set; }

    /// <inheritdoc cref="StoredAtStart"/>
    public long StoredAtNext { get; set; }
}
