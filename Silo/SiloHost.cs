using Footfall.Access;
using Footfall.Balance;
using Footfall.Cluster;
using Footfall.Days;
using Footfall.DeadLetters;
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
using Orleans.Dashboard;

namespace Footfall;

/// <summary>Composes a silo.</summary>
internal static class SiloHost
{
    public static readonly HostDefinition Definition = new("Footfall.Silo", "http://localhost:3001", AddFootfall, Map);

    /// <summary>
    /// Sampling interval of the Orleans dashboard. Its own default, a second, adds half again to the load of an idle silo.
    /// </summary>
    private static readonly TimeSpan DashboardSampling = TimeSpan.FromSeconds(10);

    private static void AddFootfall(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        builder.AddHttpLimits();
        builder.AddTelemetry("footfall-silo");
        services.AddQueue(builder.Configuration);
        services.AddRedisStartupCheck(holdsStart: true);
        services.AddSites();
        services.AddSingleton<ILedgerReader, LedgerReader>();
        services.AddSingleton<IDeadLetterStore, DeadLetterStore>();
        services.AddStats();
        services.AddDays();
        services.AddStore(builder.Configuration);
        services.AddPrivacy();
        services.AddQueuePump();
        services.AddBalance();
        services.AddMonitoring();
        services.AddOperator();
        services.AddAccess();
        services.AddCluster();
        services.AddOngoingFaults(RedisFaults.GivesNoEvents);
        services.AddHealthChecks()
            .AddCheck<SiloHealth>("silo")
            .AddCheck<RedisHealth>("redis")
            .AddCheck<StoreHealth>("postgres");
        builder.Host.UseOrleans(silo => AddOrleans(silo, builder.Configuration));
    }

    private static void Map(WebApplication app)
    {
        app.UseRequestSpans();
        app.UseSecurityHeaders();
        app.UseMetricsAccess();
        app.MapHealthApi();
        app.MapMetrics().KeepForMetricsReaders();
    }

    private static void AddOrleans(ISiloBuilder silo, ConfigurationManager configuration)
    {
        silo.JoinCluster(configuration);
        silo.UseStatusStream();
        silo.AddGrainService<SiteActivationService>();
        silo.AddDashboard(dashboard => dashboard.CounterUpdateIntervalMs = (int)DashboardSampling.TotalMilliseconds);
        if (configuration.IsTraced())
        {
            silo.AddIncomingGrainCallFilter<GrainCallSpans>();
        }
    }
}
