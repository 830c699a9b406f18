namespace Footfall.Drain;

/// <summary>Stores each event of a site exactly once.</summary>
public interface IEventStore
{
    /// <summary>Returns the site's fencing token and checkpoint; adds an unknown site to the store.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<SiteState> LoadAsync(string siteId, string epoch);

    /// <summary>
    /// Returns the event ids registered by the site's latest commits, oldest commit first: as far back from the newest as
    /// <paramref name="length"/>, and no more commits than needed for <paramref name="size"/> ids.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size);

    /// <summary>Returns the number of the site's next attribute set, and the latest sets: those of the last <paramref name="size"/> numbers.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredAttributes> LoadAttributesAsync(string siteId, int size);

    /// <summary>
    /// Stores a batch's rows and dead letters and advances checkpoint and fencing token, in one transaction and only if the
    /// token is the expected one. Every failure is an outcome, never an exception.
    /// </summary>
    Task<CommitOutcome> CommitAsync(SiteBatch batch);

    /// <summary>
    /// Returns whether a fencing token that was read is still current and durable: a commit becomes visible to readers slightly before it
    /// is durable. If so, everything committed with it and before is durable too.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<bool> ConfirmAsync(string siteId, Guid fencingToken);
}
