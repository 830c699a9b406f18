using Footfall.Drain;

namespace Footfall.Operator;

/// <summary>
/// Pauses and resumes a site in the store, for all silos and across restarts. Each advances the site's fencing token, so that an
/// activation that does not know of it cannot commit before it does.
/// </summary>
public interface ISitePauseStore
{
    /// <summary>Pauses a site; for one already paused, changes only the fencing token.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the call is safe.</exception>
    Task PauseAsync(string siteId);

    /// <summary>Resumes a site; changes nothing for one that is not paused.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the call is safe.</exception>
    Task ResumeAsync(string siteId);
}
