using Footfall.Access;
using Footfall.Balance;
using Footfall.Cluster;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Health;
using Footfall.Ledger;
using Footfall.Limits;
using Footfall.Monitoring;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Queue;
using Footfall.Startup;
using Footfall.Stats;
using Footfall.Store;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Footfall;

/// <summary>Composes a silo.</summary>
internal static class SiloHost
{
    /// <summary>
    /// Sampling interval of the Orleans dashboard. Its own default, a second, adds half again to the load of an idle silo.
    /// </summary>
    private static readonly TimeSpan DashboardSampling = TimeSpan.FromSeconds(10);

    public static void AddFootfall(WebApplicationBuilder builder)
    {
        builder.AddHttpLimits();
        builder.AddTelemetry("footfall-silo");
        builder.Services.AddQueue(builder.Configuration);
        builder.Services.AddHostedService<RedisStartupGate>();
        builder.Services.AddSites();
        AddStore(builder);
        AddPrivacy(builder.Services);
        AddPump(builder.Services);
        AddBalance(builder.Services);
        AddMonitoring(builder.Services);
        AddAccess(builder.Services);
        builder.Services.AddSingleton<MembershipTable>();
        builder.Services.AddHostedService<MembershipKeeper>();
        builder.Services.AddSingleton<SiloHeartbeats>();
        builder.Services.AddHostedService<SiloHeartbeat>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadSilos>();
        builder.Services.AddSingleton<IUnfinishedWork, LeavingCluster>();
        builder.Services.AddSingleton<OngoingFaults>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<RedisProbe>(services, RedisFaults.GivesNoEvents));
        builder.Services.AddHealthChecks()
            .AddCheck<SiloHealth>("silo")
            .AddCheck<RedisHealth>("redis")
            .AddCheck<StoreHealth>("postgres");
        builder.Host.UseOrleans(silo => JoinCluster(silo, builder.Configuration));
    }

    public static void Map(WebApplication app)
    {
        app.UseRequestSpans();
        app.UseSecurityHeaders();
        app.UseMetricsAccess();
        app.MapHealthApi();
        app.MapMetrics().KeepForMetricsReaders();
    }

    private static void AddStore(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        string address = builder.Configuration.GetRequired(PostgresConnectionString.Setting, "postgresql://user:password@localhost:5432/footfall");
        var database = PostgresConnectionString.Parse(address);
        services.AddOptions<EventStoreOptions>().BindConfiguration(EventStoreOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventStoreOptions>, EventStoreOptionsValidator>();
        services.AddSingleton(provider => new Database(database, provider.GetRequiredService<IOptions<EventStoreOptions>>().Value));
        services.AddSingleton<StoreAvailability>();
        services.AddSingleton<WalRollbackDetector>();
        services.AddSingleton<EventPartitions>();
        services.AddSingleton<SiteStates>();
        services.AddSingleton<EventIds>();
        services.AddSingleton<FencingTokenConfirmations>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<IEventStore, ThroughputTrackingStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<EventStore>());
        services.AddSingleton<StoreCommands>();
        services.AddOptions<RollUpOptions>().BindConfiguration(RollUpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RollUpOptions>, RollUpOptionsValidator>();
        services.AddSingleton<RollUps>();
        services.AddHostedService(provider => provider.GetRequiredService<RollUps>());
        services.AddSingleton<IStatsReader, StatsReader>();
        services.AddSingleton<ILedgerReader, LedgerReader>();
        services.AddSingleton<IDeadLetterStore, DeadLetterStore>();
        services.AddSingleton<ISitePauseStore, SitePauseStore>();
        services.AddSingleton<ISiteCountersReader, SiteCountersReader>();
        services.AddHostedService<StoreStartupCheck>();
        services.AddHostedService<DatabaseStartup>();
        services.AddHostedService<CommitDurabilityProbe>();
        services.AddHostedService<WalRollbackMonitor>();
        services.AddHostedService<StoreOwnershipMonitor>();
        services.AddHostedService<StaleTransactionReaper>();
        services.AddHostedService<EventIdTrimmer>();
    }

    private static void AddPrivacy(IServiceCollection services)
    {
        services.AddSingleton<ErasureSignal>();
        services.AddSingleton<IErasureStore, ErasureStore>();
        services.AddSingleton<IUserEvents, UserEvents>();
        services.AddHostedService<ErasureWorker>();
    }

    private static void AddPump(IServiceCollection services)
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

    private static void AddBalance(IServiceCollection services)
    {
        services.AddOptions<BalanceOptions>().BindConfiguration(BalanceOptions.Section);
        services.AddSingleton<SiteThroughput>();
        services.AddSingleton<SiteBalancer>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiteBalancer>());
    }

    private static void AddMonitoring(IServiceCollection services)
    {
        services.AddSingleton<IClusterMembers, ClusterMembers>();
        services.AddSingleton<ISiteActivationLocator, SiteActivationLocator>();
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<SiloReporter>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloReporter>());
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddSingleton<AccessReplica>();
        services.AddSingleton<MetricsKeys>();
        services.AddSingleton<AccessPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessPublisher>());
        services.AddSingleton<IAccessStore, AccessStore>();
    }

    private static void JoinCluster(ISiloBuilder silo, ConfigurationManager configuration)
    {
        SiloClusterOptions cluster = SiloClusterOptions.Read(configuration);
        silo.UseRedisMembership(configuration, cluster);
        silo.Configure<SiloOptions>(options => options.SiloName = cluster.Name ?? ContainerName.Value ?? $"{Environment.MachineName}:{cluster.SiloPort}");
        if (cluster.AdvertisedAddress is { } address)
        {
            silo.ConfigureEndpoints(address, cluster.SiloPort, cluster.GatewayPort);
        }
        else
        {
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: true);
        }

        SiloPorts.Use(silo.Services);
        silo.Services.AddSingleton<InstallationMark>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<InstallationMark>());
        silo.AddIncomingGrainCallFilter<OwnGateways>();
        silo.UseStatusStream();
        silo.AddGrainService<SiteActivationService>();
        silo.AddDashboard(dashboard => dashboard.CounterUpdateIntervalMs = (int)DashboardSampling.TotalMilliseconds);
        if (configuration.IsTraced())
        {
            silo.AddIncomingGrainCallFilter<GrainCallSpans>();
        }

        // A dead silo is recognized after about four seconds, and a frozen one after about eight: no silo votes against
        // one that was heard from within the longest probe times the limit.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            membership.NumMissedProbesLimit = 2;

            // A silo that this one cannot judge by its heartbeats is stale after half a minute.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        });
    }
}
