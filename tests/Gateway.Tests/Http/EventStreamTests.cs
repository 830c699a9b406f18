using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Http;

/// <summary>Server-sent events over HTTP, with a clock that the test moves.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private readonly Channel<SseItem<string>> _items = Channel.CreateUnbounded<SseItem<string>>();
    private readonly FakeTimeProvider _timeProvider = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private int _begun;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseHeadRequests();
        _app.UseRouting();
        _app.MapGet("/live", () => new EventStream(ReadAsync(), _timeProvider));
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Stream_ArrivesThroughProxies()
    {
        using HttpResponseMessage response = await _client.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(response.Headers.CacheControl is { NoStore: true, NoTransform: true });
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        Assert.Equal(":\n\n", await NextAsync(stream)); // at once

        await _items.Writer.WriteAsync(new SseItem<string>("{\"a\":1}", "site"));
        Assert.Equal("event: site\ndata: {\"a\":1}\n\n", await NextAsync(stream, "}\n\n"));
        _items.Writer.Complete();
        Assert.Equal("", await NextAsync(stream)); // ended, not broken off
    }

    [Fact]
    public async Task SilentStream_SendsComments()
    {
        Assert.InRange(EventStream.MaxSilence, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(29));
        using HttpResponseMessage response = await _client.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        Assert.Equal(":\n\n", await NextAsync(stream));

        for (int i = 0; i < 3; i++)
        {
            Task<string> next = NextAsync(stream);
            while (!next.IsCompleted)
            {
                _timeProvider.Advance(EventStream.MaxSilence);
                await Task.WhenAny(next, Task.Delay(5));
            }

            Assert.StartsWith(":\n\n", await next, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Head_HasTheHeaders_AndEnds()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/live");
        using HttpResponseMessage response = await _client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(0, _begun);
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _begun);
        await foreach (SseItem<string> item in _items.Reader.ReadAllAsync(cancellation))
        {
            yield return item;
        }
    }

    private static async Task<string> NextAsync(Stream stream, string end = "\n\n")
    {
        byte[] buffer = new byte[4096];
        var text = new StringBuilder();
        do
        {
            int read = await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal));
        return text.ToString();
    }
}
