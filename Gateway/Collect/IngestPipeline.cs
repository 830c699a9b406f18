using System.Runtime.ExceptionServices;
using Footfall.Access;
using Footfall.Http;

namespace Footfall.Collect;

/// <summary>
/// Runs event routes directly after routing, in one step. In the ordinary pipeline ten asynchronous steps would stay suspended
/// while an event waits for Redis, which cost a gateway a third of its throughput. A request that needs more than the headers set
/// here (an access refusal, an unsupported transfer coding) takes the ordinary pipeline, and so does a failure on its way back:
/// both respond alike.
/// </summary>
internal sealed class IngestPipeline
{
    private readonly RequestDelegate _ordinary;
    private readonly RequestDelegate _writeFailure;
    private readonly AccessPolicyHandler _access;

    public IngestPipeline(RequestDelegate ordinary, IApplicationBuilder app)
    {
        _ordinary = ordinary;
        _access = app.ApplicationServices.GetRequiredService<AccessPolicyHandler>();
        IApplicationBuilder failure = app.New();
        failure.UseErrorHandling();
        failure.Run(context =>
        {
            context.Features.Get<RouteFailure>()!.Rethrow();
            return Task.CompletedTask;
        });
        _writeFailure = failure.Build();
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { RequestDelegate: { } route } endpoint || endpoint.Metadata.GetMetadata<IngestRoute>() is null || !IsPlain(context))
        {
            return _ordinary(context);
        }

        SecurityHeaders.Apply(context);
        EventCors.Apply(context);
        return RunAsync(context, route);
    }

    /// <summary>Returns whether nothing in the ordinary pipeline would change or refuse the request.</summary>
    private bool IsPlain(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return (headers.TransferEncoding.Count == 0 || headers.TransferEncoding.ToString().Equals("chunked", StringComparison.OrdinalIgnoreCase))
            && _access.MaySend(context);
    }

    private async Task RunAsync(HttpContext context, RequestDelegate route)
    {
        try
        {
            await route(context);
        }
        catch (Exception e)
        {
            context.Features.Set(new RouteFailure(ExceptionDispatchInfo.Capture(e)));
            await _writeFailure(context);
        }
    }

    private sealed class RouteFailure(ExceptionDispatchInfo failure)
    {
        public void Rethrow() => failure.Throw();
    }
}

/// <summary>Adds <see cref="IngestPipeline"/> to a gateway.</summary>
internal static class IngestPipelineExtensions
{
    /// <summary>Adds the pipeline. Must follow the middleware that identifies the client, and precede what it replaces.</summary>
    public static void UseIngestPipeline(this IApplicationBuilder app) => app.Use(next => new IngestPipeline(next, app).InvokeAsync);

    /// <summary>Marks the route as one that accepts events.</summary>
    public static TBuilder TakesEvents<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(IngestRoute.Instance);
}
