using System.Diagnostics;
using Footfall.Collect;
using Footfall.Dev.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>The ceiling of single posts: the same Kestrel parses the same JSON with the same parser, and answers 202.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    public const string Command = "bare-server";

    private readonly Process _process;

    private BareServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts it as a separate process, like the gateway.</summary>
    public static async Task<BareServer> StartAsync()
    {
        int port = FreePort.Take();
        Process process = Process.Start(Environment.ProcessPath!, [typeof(BareServer).Assembly.Location, Command, $"{port}"]);
        var server = new BareServer(process, new Uri($"http://localhost:{port}"));
        using var http = new HttpClient();
        for (int attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                await http.GetAsync(server.Address);
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new ServerFaultException("The bare server did not start.");
    }

    public static async Task ServeAsync(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        await using WebApplication app = builder.Build();
        app.MapPost("/api/event", AnswerAsync);
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request)
    {
        using RequestBody body = await RequestBody.ReadAsync(request, EventApi.MaxBodyBytes);
        return EventParser.Parse(body.Bytes).Error is null ? EventAccepted.Instance : Results.BadRequest();
    }
}
