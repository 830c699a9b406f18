namespace Footfall.Limits;

/// <summary>Says what a site may send. Asked for each event, so it answers from memory, at once.</summary>
internal interface ISiteAllowances
{
    /// <param name="siteId">The site's id, as UTF-8.</param>
    Allowance Find(ReadOnlySpan<byte> siteId);
}
