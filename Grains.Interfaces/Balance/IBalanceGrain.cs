using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Footfall.Balance;

/// <summary>
/// Where silos tell each other how much they store, so that each can hand sites over to those that store less. The key is 0.
/// It holds nothing that is not said again a moment later.
/// </summary>
[Alias("Footfall.IBalanceGrain")]
public interface IBalanceGrain : IGrainWithIntegerKey
{
    /// <summary>Takes down what a silo stores now.</summary>
    /// <returns>What each silo has said lately.</returns>
    [Alias("Report"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<ImmutableArray<SiloLoad>> Report(SiloLoad load);
}
