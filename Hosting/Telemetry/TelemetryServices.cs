using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Footfall.Telemetry;

/// <summary>Telemetry for other tools: metrics for Prometheus, and metrics, logs and traces by OTLP.</summary>
public static class TelemetryServices
{
    /// <summary>Our meters and the libraries', listed in docs/operations/metrics.md.</summary>
    private static readonly string[] Meters =
        ["Footfall.*", "Microsoft.Orleans", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <param name="builder">The host's builder.</param>
    /// <param name="service">The host's name, unless <c>OTEL_SERVICE_NAME</c> gives another.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section);
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (builder.Configuration.SendsTelemetry())
        {
            telemetry.WithLogging(null, log => log.IncludeFormattedMessage = true).UseOtlpExporter();
        }

        if (builder.Configuration.IsTraced())
        {
            builder.Configuration.SetDefaultSampler();
            telemetry.WithTracing(tracing => tracing.AddRequests());
        }
    }

    /// <summary>Maps <c>/metrics</c>, in Prometheus' text format. Each host decides who may read it.</summary>
    public static IEndpointConventionBuilder MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
