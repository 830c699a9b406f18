using Footfall.Drain;

namespace Footfall.Balance;

/// <summary>Registers the balancing of sites between silos.</summary>
internal static class BalanceServices
{
    public static void AddBalance(this IServiceCollection services)
    {
        services.AddOptions<BalanceOptions>().BindConfiguration(BalanceOptions.Section);
        services.AddSingleton<SiteThroughput>();
        services.AddSingleton<IEventStore, ThroughputTrackingStore>();
        services.AddSingleton<SiteBalancer>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiteBalancer>());
    }
}
