namespace Footfall.Access;

/// <summary>Registers what a silo does with sites and keys.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessReplica>();
        services.AddSingleton<MetricsKeys>();
        services.AddSingleton<AccessPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessPublisher>());
        services.AddSingleton<IAccessStore, AccessStore>();
    }
}
