using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Footfall.Telemetry;

/// <summary>Traces begin with a request: what a host does of its own accord, such as to claim sites, has none.</summary>
/// <param name="requests">Decides of requests, and of what comes of them.</param>
internal sealed class RequestSampler(Sampler requests) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.ParentContext.TraceId == default && samplingParameters.Kind != ActivityKind.Server
            ? new SamplingResult(SamplingDecision.Drop)
            : requests.ShouldSample(samplingParameters);
}
