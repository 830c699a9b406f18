using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Footfall.Balance;

/// <summary>
/// Exchanges the silos' loads, so that each can hand sites over to those that store less. The key is 0.
/// It holds nothing that is not reported again a moment later.
/// </summary>
[Alias("Footfall.IBalanceGrain")]
public interface IBalanceGrain : IGrainWithIntegerKey
{
    /// <summary>Reports a silo's load.</summary>
    /// <returns>The recent load of each silo.</returns>
    [Alias("Report"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<ImmutableArray<SiloLoad>> Report(SiloLoad load);
}

/// <summary>Recent load of a silo.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Events">Events stored per second.</param>
/// <param name="IsSettling">Whether it handed sites over meanwhile, so that its load, and that of others, is still changing.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiloLoad")]
public sealed record SiloLoad([property: Id(0)] SiloAddress Silo, [property: Id(1)] double Events, [property: Id(2)] bool IsSettling);
