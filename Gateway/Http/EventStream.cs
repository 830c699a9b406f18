using System.Net.ServerSentEvents;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Metadata;

namespace Footfall.Http;

/// <summary>
/// Server-sent events that pass through proxies unbuffered: proxies may not buffer, change or cache them, and no connection stays
/// silent for longer than a proxy's timeout.
/// </summary>
internal sealed class EventStream(IAsyncEnumerable<SseItem<string>> items, TimeProvider timeProvider) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult, IEndpointMetadataProvider
{
    public const string MediaType = "text/event-stream";

    /// <summary>
    /// A comment is sent after this much silence. Proxies close connections on which nothing came for a while: nginx after 60 s by
    /// default, many load balancers after 30 s.
    /// </summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(10);

    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    public int? StatusCode => StatusCodes.Status200OK;

    public string ContentType => MediaType;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        if (HeadRequests.IsHead(httpContext))
        {
            return;
        }

        try
        {
            await WriteAsync(response.Body, httpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The viewer has disconnected.
        }
    }

    private async Task WriteAsync(Stream body, CancellationToken gone)
    {
        // Immediately, so that the viewer knows that the stream is open.
        await body.WriteAsync(Heartbeat, gone);
        await body.FlushAsync(gone);
        await using IAsyncEnumerator<SseItem<string>> each = items.GetAsyncEnumerator(gone);
        while (true)
        {
            Task<bool> next = each.MoveNextAsync().AsTask();
            try
            {
                while (!await IsDoneAsync(next, gone))
                {
                    await body.WriteAsync(Heartbeat, gone);
                    await body.FlushAsync(gone);
                }
            }
            finally
            {
                // An enumerator must not be disposed while it is running.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!await next)
            {
                return;
            }

            await SseFormatter.WriteAsync(One(each.Current, gone), body, gone);
            await body.FlushAsync(gone);
        }
    }

    /// <summary>Returns whether the task completes before a comment is due.</summary>
    private async Task<bool> IsDoneAsync(Task next, CancellationToken gone)
    {
        if (next.IsCompleted)
        {
            return true;
        }

        using var isDone = CancellationTokenSource.CreateLinkedTokenSource(gone);
        Task silence = Task.Delay(MaxSilence, timeProvider, isDone.Token);
        bool result = await Task.WhenAny(next, silence) == next;
        await isDone.CancelAsync();
        gone.ThrowIfCancellationRequested();
        return result;
    }

    private static async IAsyncEnumerable<SseItem<string>> One(SseItem<string> item, [EnumeratorCancellation] CancellationToken _)
    {
        await Task.CompletedTask;
        yield return item;
    }
}
