using System.Net;
using System.Net.Sockets;
using System.Text;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Telemetry;

/// <summary>What traces contain, and what they do not.</summary>
public sealed class TraceTests(TracedInstallation installation) : IClassFixture<TracedInstallation>
{
    private const string Gateway = "footfall-gateway";
    private const string Silo = "footfall-silo";
    private const string Caller = "00f067aa0ba902b7";

    /// <summary>A sender address that no server has.</summary>
    private const string Sender = "127.0.0.77";
    private const string UserAgent = "a-browser-of-somebody/7";

    private readonly SentEvent _sent = new("a-site-by-name", "a-private-type", "/a/private/path", "a-private-user", DateTimeOffset.UtcNow);

    private OtlpReceiver Receiver => installation.Receiver;

    private Installation Footfall => installation.Footfall;

    [Fact]
    public async Task One_trace_goes_from_the_post_through_the_queue_to_the_commit()
    {
        (string unsampled, string sampled) = (TraceId(1), TraceId(2));
        await PostAsync("/api/event", Encoding.UTF8.GetString(_sent.ToJson()), unsampled, isSampled: false);
        await PostAsync("/api/event", Encoding.UTF8.GetString(_sent.ToJson()), sampled, isSampled: true);

        OtlpSpan[] trace = await GetTraceAsync(sampled, "commit events", "drain events", "POST /api/event");
        OtlpSpan post = trace.Single(span => span.Parent == Caller);
        OtlpSpan enqueue = trace.Single(span => span.Parent == post.Id);
        OtlpSpan drain = trace.Single(span => span.Parent == enqueue.Id);
        OtlpSpan commit = trace.Single(span => span.Parent == drain.Id);
        OtlpSpan[] statements = [.. trace.Where(span => span.Parent == commit.Id)];

        Assert.Equal((Gateway, "POST /api/event", OtlpSpanKind.Server), (post.Service, post.Name, post.Kind));
        Assert.Equal((Gateway, "enqueue events", OtlpSpanKind.Producer), (enqueue.Service, enqueue.Name, enqueue.Kind));
        Assert.Equal((Silo, "drain events", OtlpSpanKind.Consumer), (drain.Service, drain.Name, drain.Kind));
        Assert.Equal((Silo, "commit events", OtlpSpanKind.Internal), (commit.Service, commit.Name, commit.Kind));
        Assert.NotEmpty(statements);
        Assert.All(statements, statement => Assert.Equal((Silo, OtlpSpanKind.Client), (statement.Service, statement.Kind)));
        Assert.Equal(trace.Length, 4 + statements.Length);
        Assert.All(trace, span => Assert.True(span.Start > 0 && span.End >= span.Start && !span.IsError, $"{span}"));
        Assert.True(enqueue.Start >= post.Start && enqueue.End <= post.End && drain.Start >= enqueue.Start);
        Assert.True(commit.Start >= drain.Start && commit.End <= drain.End);
        Assert.Equal("/api/event", post.Attributes["http.route"]);
        Assert.Equal(("redis", "enqueue", "send", "events"), MessagingOf(enqueue));
        Assert.Equal(("redis", "drain", "process", "events"), MessagingOf(drain));
        Assert.Equal(enqueue.Attributes["messaging.destination.partition.id"], drain.Attributes["messaging.destination.partition.id"]);
        Assert.DoesNotContain(Receiver.Spans, span => span.TraceId == unsampled);
    }

    [Fact]
    public async Task One_entry_of_a_batch_is_traced_and_a_question_down_to_its_statements()
    {
        (string posted, string asked) = (TraceId(3), TraceId(4));
        string[] events = [.. Enumerable.Range(0, 20).Select(i => Encoding.UTF8.GetString((_sent with { Site = $"a-site-by-name-{i % 5}" }).ToJson()))];
        await PostAsync("/api/events", $"[{string.Join(',', events)}]", posted, isSampled: true);
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/stats?site_id={_sent.Site}-0&wait=10s"), asked, isSampled: true);

        OtlpSpan[] post = await GetTraceAsync(posted, "commit events", "drain events", "POST /api/events");
        Assert.Equal(["POST /api/events", "commit events", "drain events", "enqueue events"], post.Select(span => span.Name).Where(name => name.EndsWith('s')).Order(StringComparer.Ordinal));
        OtlpSpan[] question = await GetTraceAsync(asked, "GET /api/stats", $"{Silo} ISiteGrain/GetStats");
        Assert.Contains(question, span => span is { Service: Silo, Kind: OtlpSpanKind.Server, Name: "ISiteGrain/GetStats" });
        Assert.Contains(question, span => span is { Service: Silo, Kind: OtlpSpanKind.Client } && span.Attributes.ContainsKey("db.query.text"));
    }

    [Fact]
    public async Task Nothing_that_is_sent_tells_who_did_what()
    {
        await PostAsync("/api/event", Encoding.UTF8.GetString(_sent.ToJson()), TraceId(5), isSampled: true);
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/stats?site_id={_sent.Site}"), TraceId(6), isSampled: true);
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/sites/{_sent.Site}/ledger"), TraceId(7), isSampled: true);
        await GetTraceAsync(TraceId(5), "commit events");
        await GetTraceAsync(TraceId(7), "GET /api/sites/{site_id}/ledger");
        await Eventually.TrueAsync("metrics of stored events are sent", () => Has("/v1/metrics", "footfall.events.stored"));
        await Eventually.TrueAsync("logs are sent", () => Receiver.Bodies("/v1/logs").Any());

        foreach (string secret in new[] { _sent.User!, _sent.Path!, _sent.Type, _sent.Site, Sender, UserAgent })
        {
            Assert.All(["/v1/traces", "/v1/metrics", "/v1/logs"], signal => Assert.False(Has(signal, secret), $"{signal} has {secret}"));
        }
    }

    private static string TraceId(int number) => $"4bf92f3577b34da6a3ce929d0e0e{number:x4}";

    private static (string System, string Name, string Type, string Destination) MessagingOf(OtlpSpan span) => (
        span.Attributes["messaging.system"],
        span.Attributes["messaging.operation.name"],
        span.Attributes["messaging.operation.type"],
        span.Attributes["messaging.destination.name"]);

    private bool Has(string signal, string text) =>
        Receiver.Bodies(signal).Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>Returns all spans of a trace once the given ones have arrived, because each host sends its own a moment later.</summary>
    private async Task<OtlpSpan[]> GetTraceAsync(string id, params string[] names)
    {
        OtlpSpan[] spans = [];
        await Eventually.GetAsync(
            $"the trace has {string.Join(", ", names)}",
            () =>
            {
                spans = [.. Receiver.Spans.Where(span => span.TraceId == id)];
                return Task.FromResult(string.Join(", ", spans.Select(span => span.Name)));
            },
            _ => names.All(name => spans.Any(span => span.Name == name || $"{span.Service} {span.Name}" == name)),
            TimeSpan.FromSeconds(10));
        return spans;
    }

    private Task PostAsync(string path, string body, string trace, bool isSampled) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, trace, isSampled);

    private async Task SendAsync(HttpRequestMessage request, string trace, bool isSampled)
    {
        request.Headers.Add("traceparent", $"00-{trace}-{Caller}-{(isSampled ? "01" : "00")}");
        request.Headers.Add("User-Agent", UserAgent);
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, ActivityHeadersPropagator = null }) { BaseAddress = Footfall.LocalCluster.GatewayAddress };
        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{request.RequestUri}: {response.StatusCode}");
        request.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Sender), 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
