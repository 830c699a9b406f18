using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Orleans.Concurrency;

namespace Footfall.Sites;

/// <summary>Provides data about all sites together. The key is 0.</summary>
[Alias("Footfall.IInstallationGrain")]
public interface IInstallationGrain : IGrainWithIntegerKey
{
    /// <summary>Returns the summed ledgers of all sites; null while PostgreSQL or Redis is unavailable.</summary>
    [Alias("GetLedger"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<EventLedger?> GetLedger();

    /// <summary>Lists dead letters of all sites, latest first; null while PostgreSQL is unavailable.</summary>
    [Alias("ListDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(int limit);

    /// <summary>Lists dead letters that match a filter, latest first, after a given one; null while PostgreSQL is unavailable.</summary>
    [Alias("SearchDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterPage?> SearchDeadLetters(DeadLetterFilter filter, DeadLetterCursor? after, int limit);

    /// <summary>Stores the events of at most a thousand dead letters that match a filter, each exactly once; null as above.</summary>
    [Alias("ReplayDeadLetters"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<BulkResult?> ReplayDeadLetters(DeadLetterFilter filter);

    /// <summary>Deletes at most a thousand dead letters that match a filter; null as above.</summary>
    [Alias("DeleteDeadLetters"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<BulkResult?> DeleteDeadLetters(DeadLetterFilter filter);
}
