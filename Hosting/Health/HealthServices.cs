using Footfall.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Health;

/// <summary>Registers the faults of a host.</summary>
public static class HealthServices
{
    /// <summary>Adds the ongoing faults, and the probe that reports those of Redis.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="redis">What Redis fails to do for this host: <see cref="RedisFaults.TakesNoEvents"/> or
    /// <see cref="RedisFaults.GivesNoEvents"/>.</param>
    public static IServiceCollection AddOngoingFaults(this IServiceCollection services, FaultKind redis)
    {
        services.AddSingleton<OngoingFaults>();
        services.AddSingleton<IUnfinishedWork>(provider => provider.GetRequiredService<OngoingFaults>());
        return services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RedisProbe>(provider, redis));
    }
}
