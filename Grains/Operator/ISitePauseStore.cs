using Footfall.Drain;

namespace Footfall.Operator;

/// <summary>
/// Pauses and resumes a site in the store, for all silos and across restarts. Each moves the site's fence, so that an
/// activation that has not heard of it can commit nothing more before it has.
/// </summary>
public interface ISitePauseStore
{
    /// <summary>Changes nothing for a site that is paused already, but the fence.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer. Asking again is safe.</exception>
    Task PauseAsync(string siteId);

    /// <summary>Changes nothing for a site that is not paused.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer. Asking again is safe.</exception>
    Task ResumeAsync(string siteId);
}
