using System.Runtime.ExceptionServices;
using Footfall.Access;
using Footfall.Http;

namespace Footfall.Collect;

/// <summary>
/// Runs routes that take events right after routing, in one step. In the ordinary pipeline ten asynchronous steps would
/// stay suspended while an event waits for Redis, which cost a gateway a third of its throughput. A request that needs
/// more than the headers set here (a refusal by access, a transfer coding that is not taken) takes the ordinary pipeline, and so
/// does a failure on its way back: both answer alike.
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

    /// <summary>Whether nothing of the ordinary pipeline would change or refuse the request.</summary>
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

/// <summary>How a gateway uses <see cref="IngestPipeline"/>.</summary>
internal static class IngestPipelineExtensions
{
    /// <summary>Comes after what finds out who the client is, and before everything that it replaces.</summary>
    public static void UseIngestPipeline(this IApplicationBuilder app) => app.Use(next => new IngestPipeline(next, app).InvokeAsync);

    /// <summary>The route takes events.</summary>
    public static TBuilder TakesEvents<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(IngestRoute.Instance);
}
