namespace Footfall.Collect;

/// <summary>Sites whose events were accepted recently, as opposed to made-up ids.</summary>
internal interface IRecentSites
{
    /// <summary>Returns whether an event of the site was recently accepted here.</summary>
    /// <param name="siteId">The site id in UTF-8.</param>
    bool IsKnown(ReadOnlySpan<byte> siteId);
}
