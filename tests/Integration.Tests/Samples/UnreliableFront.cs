using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Integration.Samples;

/// <summary>
/// A server in front of a real gateway that disturbs posts: the gateway gets the first one, but the sender never gets the
/// response; the second one is answered 429; all later ones pass. It also serves a page.
/// </summary>
internal sealed class UnreliableFront : IAsyncDisposable
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly HttpClient _gateway;
    private readonly ConcurrentQueue<(string Body, TimeSpan Time)> _posts = new();
    private int _count;

    private UnreliableFront(WebApplication app, Uri gateway)
    {
        _app = app;
        _gateway = new HttpClient { BaseAddress = gateway };
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The bodies of all posts, with their times.</summary>
    public IReadOnlyList<(string Body, TimeSpan Time)> Posts => [.. _posts];

    /// <param name="gateway">The target of posts.</param>
    /// <param name="page">Creates the page at <c>/</c> from this server's address.</param>
    public static async Task<UnreliableFront> StartAsync(Uri gateway, Func<Uri, string>? page = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var front = new UnreliableFront(builder.Build(), gateway);
        front._app.MapGet("/", () => Results.Content(page?.Invoke(front.Address) ?? "", "text/html"));
        front._app.MapGet("/favicon.ico", () => Results.NoContent());
        front._app.MapPost("/api/event", front.HandleAsync);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _gateway.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        _posts.Enqueue((body, Stopwatch.GetElapsedTime(0)));
        int number = Interlocked.Increment(ref _count);
        if (number == 2)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds:0}";
            return;
        }

        using HttpResponseMessage response = await _gateway.PostAsync("/api/event", new StringContent(body));
        if (number == 1)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        await response.Content.CopyToAsync(context.Response.Body);
    }
}
