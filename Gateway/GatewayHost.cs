using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Footfall.Access;
using Footfall.Audit;
using Footfall.Cluster;
using Footfall.Collect;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Enrich;
using Footfall.Health;
using Footfall.Http;
using Footfall.Ledger;
using Footfall.Limits;
using Footfall.Monitoring;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Proxies;
using Footfall.Queue;
using Footfall.Sites;
using Footfall.Startup;
using Footfall.Stats;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;

namespace Footfall;

/// <summary>Composes a gateway.</summary>
internal static class GatewayHost
{
    public static readonly HostDefinition Definition = new("Footfall.Gateway", "http://localhost:3000", AddFootfall, Map);

    private static readonly JsonSerializerContext[] JsonContexts =
    [
        ApiJsonContext.Default, AuditJsonContext.Default, CollectJsonContext.Default, DayJsonContext.Default, DeadLetterJsonContext.Default, LedgerJsonContext.Default,
        MonitoringJsonContext.Default, OperatorJsonContext.Default, PrivacyJsonContext.Default, SiteJsonContext.Default, StatsJsonContext.Default,
    ];

    private static void AddFootfall(WebApplicationBuilder builder)
    {
        builder.AddHttpLimits();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = EventApi.MaxBodyBytes);
        builder.Services.AddTrustedProxies();
        builder.Services.AddPathBase();
        builder.Services.AddRateLimits();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry("footfall-gateway");
        builder.Services.AddQueue(builder.Configuration);
        AddCollect(builder);
        builder.Services.AddAccess();
        builder.AddClusterClient();
        builder.Services.AddSingleton<StatsClient>();
        AddMonitoring(builder);
        builder.Services.AddOngoingFaults(RedisFaults.TakesNoEvents);
        builder.Services.AddSingleton<RedisHealth>();
        builder.Services.AddHealthChecks()
            .AddCheck<QueueHealth>(RedisFaults.Check)
            .AddCheck<ClusterHealth>("silos");
        builder.Services.AddOpenApi(openApi => openApi.AddSchemaTransformer(ApiSchemas.DescribeAsync).AddOperationTransformer(ApiSchemas.DescribePathAsync).AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Footfall";
            document.Info.Description = "Website analytics that counts every event exactly once.";
            return Task.CompletedTask;
        }));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            foreach (JsonSerializerContext context in JsonContexts)
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, context);
            }

            json.SerializerOptions.PropertyNamingPolicy = ApiJsonContext.Default.Options.PropertyNamingPolicy;

            // That of the contexts: what is written by the framework and by a result of ours has the same bytes.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Default;
        });
        builder.Services.AddRequestDecompression(decompression =>
            decompression.DecompressionProviders.Add(ZstdDecompression.Encoding, new ZstdDecompression()));
    }

    private static void Map(WebApplication app)
    {
        app.UseTrustedProxies();
        app.WarnOfUnlistedProxies();
        app.UsePathBase();
        app.UseHeadRequests();
        app.UseRouting();
        app.UseRequestSpans();
        app.UseIngestPipeline();
        app.UseAuthentication();
        app.UseSecurityHeaders();
        app.UseEventCors();
        app.UseErrorHandling();
        app.UseRateLimiter();
        app.UseTransferCodingCheck();
        app.UseOperatorHeaders();
        app.UseAuthorization();
        app.UseWhen(context => !EventRoutes.IsOne(context.Request.Path), others => others.UseRequestDecompression());
        app.MapHomePage();
        app.MapEventApi();
        app.MapBatchApi();
        app.MapStatsApi();
        app.MapDaysApi();
        app.MapLedgerApi();
        app.MapDeadLetterApi();
        app.MapPrivacyApi();
        app.MapOperatorApi();
        app.MapHealthApi();
        app.MapMetrics().RequireMetricsAccess();
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").AllowEverybody();
    }

    private static void AddCollect(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<CollectOptions>().BindConfiguration(CollectOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CollectOptions>, CollectOptionsValidator>();
        services.AddQueueProducer(builder.Configuration, provider => provider.GetRequiredService<IOptions<CollectOptions>>().Value.ToReplicaGuard());
        services.AddSingleton<CollectMetrics>();
        services.AddSingleton<EntryVersions>();
        services.AddSingleton<EntryWriteVersion>();
        services.AddHostedService<WriteVersionRefresher>();
        services.AddEnrichment();
        services.AddSingleton<SenderReader>();
        services.AddSingleton<EventEnricher>();
        services.AddSingleton<EventCollector>();
        services.AddSingleton<EventIngest>();
        services.AddSingleton<BatchIngest>();
        services.AddSingleton<IRecentSites>(provider => provider.GetRequiredService<EventCollector>());
        services.AddSingleton<RefusalCounters>();
        services.AddSingleton<QueueLength>();
        services.AddSingleton<QueueBackPressure>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueBackPressure>());
        services.AddHostedService<RefusalReporter>();
        services.AddRedisStartupCheck(holdsStart: false);
        services.AddSingleton<IFailureHeaders, EventCors.OfFailures>();
    }

    private static void AddMonitoring(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<SiloClusterOptions>().BindConfiguration(SiloClusterOptions.Section);
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<InstallationView>();
        services.AddSingleton<OverviewHistory>();
        services.AddSingleton<BacklogScanner>();
        services.AddHostedService<ClusterStatusService>();
        services.AddSingleton<OperatorFeeds>();
        services.AddSingleton<SignInLimit>();
    }
}
