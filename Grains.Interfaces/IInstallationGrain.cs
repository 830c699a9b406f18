using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Orleans.Concurrency;

namespace Footfall;

/// <summary>Answers about all sites together. The key is 0.</summary>
[Alias("Footfall.IInstallationGrain")]
public interface IInstallationGrain : IGrainWithIntegerKey
{
    /// <summary>The ledgers of all sites, summed; null while PostgreSQL or Redis cannot be asked.</summary>
    [Alias("GetLedger"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<EventLedger?> GetLedger();

    /// <summary>Dead letters of all sites, the latest first; null while PostgreSQL cannot be asked.</summary>
    [Alias("ListDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImmutableArray<KeptDeadLetter>?> ListDeadLetters(int most);
}
