using Footfall.Access;
using Footfall.Answers;
using Footfall.Cluster;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Health;
using Footfall.Home;
using Footfall.Ledger;
using Footfall.Limits;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Proxies;
using Footfall.Queue;
using Footfall.Stats;
using Footfall.Telemetry;
using Footfall.Watch;
using Microsoft.Extensions.Options;

namespace Footfall;

/// <summary>What a gateway is made of.</summary>
internal static class GatewayHost
{
    public static void AddFootfall(WebApplicationBuilder builder)
    {
        builder.AddHttpLimits();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = EventApi.MaxBodyBytes);
        builder.Services.AddBelievedProxies();
        builder.Services.AddPathBase();
        builder.Services.AddRateLimits();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry("footfall-gateway");
        builder.Services.AddQueue(builder.Configuration);
        AddCollect(builder);
        builder.Services.AddAccess();
        builder.AddClusterClient();
        builder.Services.AddSingleton<StatsClient>();
        AddWatch(builder);
        builder.Services.AddSingleton<OngoingFaults>();
        builder.Services.AddSingleton<RedisHealth>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<RedisProbe>(services, RedisFaults.TakesNoEvents));
        builder.Services.AddHealthChecks()
            .AddCheck<QueueHealth>(RedisFaults.Check)
            .AddCheck<ClusterHealth>("silos");
        builder.Services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Footfall";
            document.Info.Description = "Website analytics that counts every event exactly once.";
            return Task.CompletedTask;
        }));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = AnswerJson.Default.Options.PropertyNamingPolicy;
        });
        builder.Services.AddRequestDecompression(decompression =>
            decompression.DecompressionProviders.Add(ZstdDecompression.Encoding, new ZstdDecompression()));
    }

    public static void Map(WebApplication app)
    {
        app.UseBelievedProxies();
        app.UsePathBase();
        app.UseHeadRequests();
        app.UseRouting();
        app.UseRequestSpans();
        app.UseIngestPipeline();
        app.UseAuthentication();
        app.UseSecurityHeaders();
        app.UseEventCors();
        app.UseErrorPages();
        app.UseRateLimiter();
        app.UseTransferCodings();
        app.UseOperatorHeaders();
        app.UseAuthorization();
        app.UseWhen(context => !EventRoutes.IsOne(context.Request.Path), others => others.UseRequestDecompression());
        app.MapHomePage();
        app.MapEventApi();
        app.MapBatchApi();
        app.MapStatsApi();
        app.MapLedgerApi();
        app.MapDeadLetterApi();
        app.MapPrivacyApi();
        app.MapOperatorApi();
        app.MapHealthApi();
        app.MapMetrics().ForMetrics();
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").ForEverybody();
    }

    private static void AddCollect(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<CollectOptions>().BindConfiguration(CollectOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CollectOptions>, CollectOptionsValidator>();
        services.AddQueueProducer(builder.Configuration, provider => provider.GetRequiredService<IOptions<CollectOptions>>().Value.ToReplicaGuard());
        services.AddSingleton<EntryVersions>();
        services.AddSingleton<WrittenVersion>();
        services.AddHostedService<WrittenVersionWatch>();
        services.AddSingleton<EventCollector>();
        services.AddSingleton<EventIngest>();
        services.AddSingleton<IKnownSites>(provider => provider.GetRequiredService<EventCollector>());
        services.AddSingleton<RefusalBook>();
        services.AddSingleton<QueueSize>();
        services.AddSingleton<QueuePressure>();
        services.AddHostedService(provider => provider.GetRequiredService<QueuePressure>());
        services.AddHostedService<RefusalReporter>();
        services.AddHostedService<RedisWatch>();
    }

    private static void AddWatch(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<SiloClusterOptions>().BindConfiguration(SiloClusterOptions.Section);
        services.AddSingleton<ProcessFigures>();
        services.AddSingleton<GatewayFigures>();
        services.AddSingleton<InstallationView>();
        services.AddSingleton<OverviewBook>();
        services.AddSingleton<QueueSurvey>();
        services.AddHostedService<LiveFeed>();
        services.AddSingleton<OperatorFeeds>();
    }
}
