using Footfall.Drain;

namespace Footfall.Days;

/// <summary>Counts a site's days again from its stored events, and compares that with the answers.</summary>
public interface IDayAudit
{
    /// <param name="siteId">The site.</param>
    /// <param name="mend">Whether days that differ are built again.</param>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer, or is still preparing the site's days. Days may have been built again.
    /// </exception>
    Task<AuditResult> AuditAsync(string siteId, bool mend);
}
