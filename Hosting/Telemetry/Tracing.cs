using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Footfall.Telemetry;

/// <summary>
/// Traces requests and what follows from them, through the queue to the commit. Nothing is traced, and nothing is paid,
/// until a receiver is configured.
/// </summary>
public static class Tracing
{
    /// <summary>The standard variable for the receiver; without it nothing is sent.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string SamplerName = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>The default: one in 1,000 requests, and all that the caller marks as traced.</summary>
    private const string DefaultRatio = "0.001";

    /// <summary>Our sources and the libraries'.</summary>
    private static readonly string[] Sources = ["Footfall.*", "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Npgsql"];

    /// <summary>Returns whether metrics, logs and traces are sent by OTLP.</summary>
    public static bool SendsTelemetry(this IConfiguration configuration) => configuration[OtlpEndpoint] is { Length: > 0 };

    /// <summary>Returns whether any request may be traced.</summary>
    public static bool IsTraced(this IConfiguration configuration) => configuration.SendsTelemetry() && configuration[SamplerName] != "always_off";

    /// <summary>Sets our default, because OpenTelemetry's own is to record every trace.</summary>
    internal static void SetDefaultSampler(this IConfiguration configuration)
    {
        if (configuration[SamplerName] is null or "")
        {
            configuration[SamplerName] = "parentbased_traceidratio";
            configuration[SamplerArgument] ??= DefaultRatio;
        }
    }

    internal static void AddRequests(this TracerProviderBuilder tracing) => tracing
        .AddSource(Sources)
        .ConfigureSampler((_, sampler) => new RequestSampler(sampler))
        .AddProcessor(new AttributeFilter());
}
