using Footfall.Startup;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;

namespace Footfall.Store;

/// <summary>Registers the store in PostgreSQL.</summary>
internal static class StoreServices
{
    /// <exception cref="StartupException">The setting is missing or malformed.</exception>
    public static void AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        string address = configuration.GetRequired(PostgresConnectionString.Setting, "postgresql://user:password@localhost:5432/footfall");
        var database = PostgresConnectionString.Parse(address);
        services.AddOptions<EventStoreOptions>().BindConfiguration(EventStoreOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventStoreOptions>, EventStoreOptionsValidator>();
        services.AddSingleton(provider => new Database(database, provider.GetRequiredService<IOptions<EventStoreOptions>>().Value));
        services.AddSingleton<StoreAvailability>();
        services.AddSingleton<WalRollbackDetector>();
        services.AddSingleton<EventPartitions>();
        services.AddSingleton<SiteStates>();
        services.AddSingleton<EventIds>();
        services.AddSingleton<EventAttributes>();
        services.AddSingleton<FencingTokenConfirmations>();
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<EventStore>());
        services.AddSingleton<StoreCommands>();
        services.AddHostedService<StoreStartupCheck>();
        services.AddHostedService<DatabaseStartup>();
        services.AddHostedService<CommitDurabilityProbe>();
        services.AddHostedService<WalRollbackMonitor>();
        services.AddHostedService<StoreOwnershipMonitor>();
        services.AddHostedService<StaleTransactionReaper>();
        services.AddHostedService<EventIdTrimmer>();
    }
}
