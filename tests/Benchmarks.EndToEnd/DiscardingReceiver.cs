using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Receives telemetry by OTLP over HTTP, counts its bytes, and discards it.</summary>
internal sealed class DiscardingReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _traceBytes;

    private DiscardingReceiver(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Bytes of the received traces.</summary>
    public long TraceBytes => Interlocked.Read(ref _traceBytes);

    public static async Task<DiscardingReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new DiscardingReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", (HttpRequest request, string signal) => receiver.DiscardAsync(request, signal));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task DiscardAsync(HttpRequest request, string signal)
    {
        await request.Body.CopyToAsync(Stream.Null);
        if (signal == "traces")
        {
            Interlocked.Add(ref _traceBytes, request.ContentLength ?? 0);
        }
    }
}
