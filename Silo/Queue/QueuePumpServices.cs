using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Store;
using Microsoft.Extensions.Options;

namespace Footfall.Queue;

/// <summary>Registers the silo's side of the queue.</summary>
internal static class QueuePumpServices
{
    public static void AddQueuePump(this IServiceCollection services)
    {
        services.AddOptions<QueuePumpOptions>().BindConfiguration(QueuePumpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QueuePumpOptions>, QueuePumpOptionsValidator>();
        services.AddSingleton<QueueConsumer>();
        services.AddSingleton<ReadySetRepair>();
        services.AddSingleton<BacklogScanner>();
        services.AddSingleton<IQueueReader, RedisQueueReader>();
        services.AddSingleton<EntryVersions>();
        services.AddSingleton<EntryVersionAnnouncer>();
        services.AddSingleton<IEntryVersions>(provider => provider.GetRequiredService<EntryVersionAnnouncer>());
        services.AddHostedService(provider => provider.GetRequiredService<EntryVersionAnnouncer>());
        services.AddSingleton<IQueueInspector, RedisQueueInspector>();
        services.AddSingleton<IDrainScheduler, RedisDrainScheduler>();
        services.AddSingleton<DrainWorker>();
        services.AddSingleton<IWalPositionStore, RedisWalPositionStore>();
        services.AddSingleton<QueuePump>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<QueuePump>());
        services.AddHostedService<ReadySetRepairService>();
        services.AddHostedService<LegacyQueueMigrator>();
    }
}
