using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Footfall.Telemetry;

/// <summary>Starts traces at requests only: what a host does on its own, such as claiming sites, is not traced.</summary>
/// <param name="requests">The sampler for requests, and for what follows from them.</param>
internal sealed class RequestSampler(Sampler requests) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.ParentContext.TraceId == default && samplingParameters.Kind != ActivityKind.Server
            ? new SamplingResult(SamplingDecision.Drop)
            : requests.ShouldSample(samplingParameters);
}
