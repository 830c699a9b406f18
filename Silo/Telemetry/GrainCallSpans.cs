using System.Diagnostics;

namespace Footfall.Telemetry;

/// <summary>
/// Creates a span for a grain call if the calling gateway's request is sampled. Orleans' own filter
/// would create and propagate one for each drain too, and those would never be seen.
/// </summary>
internal sealed class GrainCallSpans : IIncomingGrainCallFilter
{
    /// <summary>Key under which Orleans' filter on the calling side puts the W3C context.</summary>
    private const string TraceParent = "traceparent";

    private static readonly ActivitySource Source = new("Footfall.Grains");

    public Task Invoke(IIncomingGrainCallContext context) =>
        RequestContext.Get(TraceParent) is string parent && ActivityContext.TryParse(parent, null, isRemote: true, out ActivityContext caller)
            && caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                ? InvokeAsync(context, caller)
                : context.Invoke();

    /// <remarks>Attributes: https://opentelemetry.io/docs/specs/semconv/rpc/rpc-spans/.</remarks>
    private static async Task InvokeAsync(IIncomingGrainCallContext context, ActivityContext caller)
    {
        using Activity? span = Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Server, caller);
        span?.SetTag("rpc.system.name", "orleans");
        span?.SetTag("rpc.method", context.MethodName);
        await context.Invoke();
    }
}
