namespace Footfall.Collect;

/// <summary>Sites of which events come, as against ids that somebody made up.</summary>
internal interface IRecentSites
{
    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    /// <param name="siteId">In UTF-8.</param>
    bool IsKnown(ReadOnlySpan<byte> siteId);
}
