using System.Collections.Immutable;
using Footfall.Drain;

namespace Footfall.DeadLetters;

/// <summary>
/// Reads dead letters; only <see cref="IEventStore.CommitAsync"/> changes them, together with their site's fencing token.
/// </summary>
public interface IDeadLetterStore
{
    /// <summary>Lists a site's dead letters after a key, oldest entry first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> ListAsync(string siteId, DeadLetterKey? after, int limit);

    /// <summary>Lists dead letters of all sites, latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> ListAllAsync(int limit);

    /// <summary>Lists dead letters of any site that match a filter, latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> SearchAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit);

    /// <summary>Counts the dead letters that match a filter.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<long> CountAsync(DeadLetterFilter filter);

    /// <summary>Returns one dead letter; null if the key does not exist.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredDeadLetter?> FindAsync(string siteId, DeadLetterKey key);
}
