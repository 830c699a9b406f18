using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Footfall.Telemetry;

/// <summary>
/// What is traced: requests, and what comes of them, through the queue to the commit. Nothing is, and nothing is paid,
/// until a receiver is named.
/// </summary>
public static class Tracing
{
    /// <summary>The standard variable that says where to; without it nothing is sent.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string SamplerName = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>Default: of 1,000 requests one, and all of which the caller says that they are traced.</summary>
    private const string DefaultRatio = "0.001";

    /// <summary>Ours, and those of the libraries.</summary>
    private static readonly string[] Sources = ["Footfall.*", "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Npgsql"];

    /// <summary>Whether metrics, logs and traces are sent by OTLP.</summary>
    public static bool SendsTelemetry(this IConfiguration configuration) => configuration[OtlpEndpoint] is { Length: > 0 };

    /// <summary>Whether any request may be traced.</summary>
    public static bool IsTraced(this IConfiguration configuration) => configuration.SendsTelemetry() && configuration[SamplerName] != "always_off";

    /// <summary>OpenTelemetry's own default is to record every trace.</summary>
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
