using System.Collections.Immutable;
using Footfall.Drain;

namespace Footfall.DeadLetters;

/// <summary>Reads dead letters; they change only together with their site's fence, by <see cref="IEventStore.CommitAsync"/>.</summary>
public interface IDeadLetterStore
{
    /// <summary>A site's dead letters after a key, oldest entry first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> ListAsync(string siteId, DeadLetterKey? after, int limit);

    /// <summary>Dead letters of all sites, the latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> ListAllAsync(int limit);

    /// <summary>Dead letters of any sites that meet a filter, the latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ImmutableArray<StoredDeadLetter>> SearchAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit);

    /// <summary>How many meet a filter.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<long> CountAsync(DeadLetterFilter filter);

    /// <summary>One dead letter; null when there is none of that key.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredDeadLetter?> FindAsync(string siteId, DeadLetterKey key);
}
