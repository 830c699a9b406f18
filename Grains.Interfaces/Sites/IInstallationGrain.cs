using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Orleans.Concurrency;

namespace Footfall.Sites;

/// <summary>Answers about all sites together. The key is 0.</summary>
[Alias("Footfall.IInstallationGrain")]
public interface IInstallationGrain : IGrainWithIntegerKey
{
    /// <summary>The ledgers of all sites, summed; null while PostgreSQL or Redis cannot be asked.</summary>
    [Alias("GetLedger"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<EventLedger?> GetLedger();

    /// <summary>Dead letters of all sites, the latest first; null while PostgreSQL cannot be asked.</summary>
    [Alias("ListDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(int limit);

    /// <summary>Dead letters that meet a filter, the latest first, after one of them; null while PostgreSQL cannot be asked.</summary>
    [Alias("SearchDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterPage?> SearchDeadLetters(DeadLetterFilter filter, DeadLetterCursor? after, int limit);

    /// <summary>Stores the events of dead letters that meet a filter, of at most a thousand, each exactly once; null as above.</summary>
    [Alias("ReplayDeadLetters"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<BulkResult?> ReplayDeadLetters(DeadLetterFilter filter);

    /// <summary>Gives dead letters up that meet a filter, at most a thousand; null as above.</summary>
    [Alias("DeleteDeadLetters"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<BulkResult?> DeleteDeadLetters(DeadLetterFilter filter);
}
