using System.Collections.Immutable;

namespace Footfall.Balance;

/// <inheritdoc cref="IBalanceGrain"/>
internal sealed class BalanceGrain(TimeProvider timeProvider) : Grain, IBalanceGrain
{
    /// <summary>A silo reports its load every few seconds; an older value is no longer current.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>Accessed only on the grain's turns.</summary>
    private readonly Dictionary<SiloAddress, (SiloLoad Load, long SeenAt)> _loads = [];

    public Task<ImmutableArray<SiloLoad>> Report(SiloLoad load)
    {
        _loads[load.Silo] = (load, timeProvider.GetTimestamp());
        foreach ((SiloAddress silo, (SiloLoad _, long seenAt)) in _loads)
        {
            if (timeProvider.GetElapsedTime(seenAt) > Remembered)
            {
                _loads.Remove(silo);
            }
        }

        return Task.FromResult<ImmutableArray<SiloLoad>>([.. _loads.Values.Select(heard => heard.Load)]);
    }
}
