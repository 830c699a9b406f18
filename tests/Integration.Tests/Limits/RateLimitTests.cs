using System.Net;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Limits;

/// <summary>
/// Rate limits of addresses and sites on a real gateway that trusts a proxy on this machine, so that a test can choose its client
/// addresses. Rates are so low that little is refilled during a test; what is refilled is used up before asserting that
/// nothing is left.
/// </summary>
public sealed class RateLimitTests(RateLimitTests.LimitedInstallation limited) : IClassFixture<RateLimitTests.LimitedInstallation>
{
    private const int AddressQuota = 60;
    private const int SiteQuota = 120;

    /// <summary>The time in which a quota refills.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Address_that_sends_too_much_is_refused_and_its_refusals_are_in_the_ledger()
    {
        var events = new NumberedEvents("fast-address", 1);
        int accepted = 0;
        long start = TimeProvider.System.GetTimestamp();
        HttpResponseMessage answer = await PostAsync(events.Next(), "203.0.113.1");
        while (answer.StatusCode == HttpStatusCode.Accepted)
        {
            accepted++;
            answer.Dispose();
            answer = await PostAsync(events.Next(), "203.0.113.1");
        }

        AssertWithinQuota(accepted, AddressQuota, start);
        await AssertRefusedAsync(answer, "This address", "\"address-events\";q=60;w=60", "\"address-events\";r=0;");
        await AssertLedgerAsync(events.Sites[0], accepted, refused: 1);

        using HttpResponseMessage other = await PostAsync(events.Next(), "203.0.113.2");
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        HttpResponseMessage question;
        do
        {
            question = await SendAsync(HttpMethod.Get, "/api/stats?site_id=fast-address-0", null, "203.0.113.1");
        }
        while (question.StatusCode == HttpStatusCode.OK);

        await AssertRefusedAsync(question, "This address", "\"address-events\";q=60;w=60", "\"address-events\";r=0;");
    }

    [Fact]
    public async Task Nonsense_counts_too()
    {
        HttpStatusCode status;
        int sent = 0;
        do
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "/api/event", "nonsense"u8.ToArray(), "203.0.113.3");
            status = answer.StatusCode;
            sent++;
        }
        while (status == HttpStatusCode.BadRequest && sent < 10 * AddressQuota);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task Batch_counts_by_its_events()
    {
        var events = new NumberedEvents("big-batch", 100);
        using HttpResponseMessage first = await PostBatchAsync([.. events.Take(100)], "203.0.113.4");
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        using HttpResponseMessage second = await PostBatchAsync([.. events.Take(100)], "203.0.113.4");
        await AssertRefusedAsync(second, "This address", "\"address-events\";q=60;w=60", "\"address-events\";r=0;");
        await AssertLedgerAsync(events.Sites[7], 1, refused: 1);
    }

    [Fact]
    public async Task Site_that_sends_too_much_is_refused_from_any_address_and_others_are_not()
    {
        var events = new NumberedEvents("fast-site", 2);
        int accepted = 0;
        long start = TimeProvider.System.GetTimestamp();
        HttpResponseMessage answer = await PostAsync(events.Next(events.Sites[0]), null);
        while (answer.StatusCode == HttpStatusCode.Accepted)
        {
            accepted++;
            answer.Dispose();
            answer = await PostAsync(events.Next(events.Sites[0]), accepted % 4 == 0 ? $"203.0.113.{100 + (accepted % 100)}" : null);
        }

        AssertWithinQuota(accepted, SiteQuota, start);
        await AssertRefusedAsync(answer, "This site", "\"site-events\";q=120;w=60", "\"site-events\";r=0;");
        using HttpResponseMessage other = await PostAsync(events.Next(events.Sites[1]), null);
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        await AssertLedgerAsync(events.Sites[0], accepted, refused: 1);
    }

    [Fact]
    public async Task Batch_over_a_sites_rate_is_taken_up_to_it_and_the_rest_is_listed()
    {
        var events = new NumberedEvents("site-batch", 2);
        (string fast, string other) = (events.Sites[0], events.Sites[1]);
        SentEvent[] batch = [.. Enumerable.Range(0, SiteQuota + 100).Select(_ => events.Next(fast)), events.Next(other)];
        long start = TimeProvider.System.GetTimestamp();
        using HttpResponseMessage answer = await PostBatchAsync(batch, null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        int accepted = json.RootElement.GetProperty("accepted").GetInt32() - 1;
        JsonElement rejected = json.RootElement.GetProperty("rejected");
        AssertWithinQuota(accepted, SiteQuota, start);
        Assert.Equal(batch.Length - accepted - 1, rejected.GetArrayLength());
        Assert.All(rejected.EnumerateArray(), one => Assert.Equal("its site has exceeded its rate limit; try again later", one.GetProperty("details")[0].GetString()));
        Assert.DoesNotContain(rejected.EnumerateArray(), one => one.GetProperty("index").GetInt32() == batch.Length - 1);

        int refused = rejected.GetArrayLength();
        HttpResponseMessage again = await PostBatchAsync([events.Next(fast)], null);
        while (again.StatusCode == HttpStatusCode.Accepted)
        {
            accepted++;
            again.Dispose();
            again = await PostBatchAsync([events.Next(fast)], null);
        }

        await AssertRefusedAsync(again, "This site", "\"site-events\";q=120;w=60", "\"site-events\";r=0;");
        await AssertLedgerAsync(fast, accepted, refused + 1);
        await AssertLedgerAsync(other, 1, refused: 0);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string who, string policy, string level)
    {
        string body = await answer.Content.ReadAsStringAsync();
        string error = JsonError.AssertRefusal(new GatewayResponse((int)answer.StatusCode, body, answer.Content.Headers.ContentType?.ToString()), 429);
        Assert.Equal($"{who} has exceeded its rate limit; nothing was taken, try again later", error);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 120);
        Assert.Contains(policy, string.Join(", ", answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
        Assert.Contains(level, string.Join(", ", answer.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
    }

    private async Task AssertLedgerAsync(string site, int stored, int refused)
    {
        var expected = new SiteLedger(stored + refused, stored, refused == 0 ? "{}" : $$"""{"rate_limited":{{refused}}}""", 0, 0, 0);
        await Eventually.GetAsync($"the ledger of {site}", () => SiteLedger.GetAsync(limited.Footfall.Gateway, site), ledger => ledger == expected);
    }

    private Task<HttpResponseMessage> PostAsync(SentEvent sent, string? client) => SendAsync(HttpMethod.Post, "/api/event", sent.ToJson(), client);

    private Task<HttpResponseMessage> PostBatchAsync(SentEvent[] batch, string? client) =>
        SendAsync(HttpMethod.Post, "/api/events", JsonSerializer.SerializeToUtf8Bytes(batch), client);

    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body, if any.</param>
    /// <param name="client">The client address that the proxy forwards; null for a client on this machine.</param>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body, string? client)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        if (client is not null)
        {
            request.Headers.Add("X-Forwarded-For", client);
        }

        return await (client is null ? limited.Footfall.Gateway.Http : limited.Proxy).SendAsync(request);
    }

    /// <param name="accepted">Events accepted before the first refusal.</param>
    /// <param name="quota">The events that may come at once.</param>
    /// <param name="start">When the first was sent, as a timestamp.</param>
    private static void AssertWithinQuota(int accepted, int quota, long start)
    {
        double refilled = quota * (TimeProvider.System.GetElapsedTime(start) / Window);
        Assert.InRange(accepted, quota, quota + (int)Math.Ceiling(refilled) + 1);
    }

    /// <summary>An installation with low limits.</summary>
    public sealed class LimitedInstallation(Servers servers) : IAsyncLifetime
    {
        private static readonly IPAddress ProxyAddress = IPAddress.Parse("127.66.0.1");

        internal Installation Footfall { get; private set; } = null!;

        /// <summary>A client at the address that the gateway trusts as a proxy.</summary>
        internal HttpClient Proxy { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Footfall = await servers.StartAsync(new LocalClusterOptions
            {
                Environment = new Dictionary<string, string>
                {
                    ["Access__Mode"] = "Open",
                    ["ForwardedHeaders__KnownNetworks"] = $"{ProxyAddress}",
                    ["Limits__AddressEventsPerSecond"] = "1",
                    ["Limits__SiteEventsPerSecond"] = "2",
                    ["Limits__Burst"] = "00:01:00",
                },
            });
            Proxy = AddressClient.Create(ProxyAddress, Footfall.LocalCluster.GatewayAddress);
            await Footfall.WaitForNewestEntriesAsync();
        }

        public ValueTask DisposeAsync()
        {
            Proxy?.Dispose();
            return Footfall?.DisposeAsync() ?? ValueTask.CompletedTask;
        }
    }
}
