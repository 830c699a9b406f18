namespace Footfall.Monitoring;

/// <summary>Registers what a silo reports to operators.</summary>
internal static class MonitoringServices
{
    public static void AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<IClusterMembers, ClusterMembers>();
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<SiloReporter>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloReporter>());
    }
}
