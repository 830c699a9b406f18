namespace Footfall.Drain;

/// <summary>Where a site's events end up, exactly once.</summary>
public interface IEventStore
{
    /// <summary>The site's fence and checkpoint; the site is made known to the store if it was not.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SiteState> LoadAsync(string siteId, string epoch);

    /// <summary>
    /// The event ids that the site's latest commits registered, oldest commit first: as far back from the newest as
    /// <paramref name="length"/>, and no more commits than it takes to have <paramref name="size"/> ids.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size);

    /// <summary>
    /// Stores a batch's rows and dead letters and moves checkpoint and fence, in one transaction and only if the
    /// fence is the expected one. Every failure is an outcome, never an exception.
    /// </summary>
    Task<CommitOutcome> CommitAsync(SiteBatch batch);

    /// <summary>
    /// Whether a fence that was read still stands, and cannot be lost any more: what is committed is visible a little earlier, also
    /// to whoever reads it. Then all that was committed with it, and before, cannot be lost either.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<bool> ConfirmAsync(string siteId, Guid fencingToken);
}
