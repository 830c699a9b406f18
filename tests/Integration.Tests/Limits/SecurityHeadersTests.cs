using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Limits;

/// <summary>The security headers of every response, whatever the request and its result.</summary>
public sealed class SecurityHeadersTests(Servers servers)
{
    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/api/stats?site_id=headers", 200)]
    [InlineData("GET", "/api/stats", 400)]
    [InlineData("GET", "/api/ledger", 200)]
    [InlineData("GET", "/api/operator/overview", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/metrics", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/operator", 200)]
    [InlineData("GET", "/operator/grains", 200)]
    [InlineData("GET", "/no/such/page", 404)]
    [InlineData("DELETE", "/api/event", 405)]
    [InlineData("POST", "/api/event", 400)]
    [InlineData("OPTIONS", "/api/event", 204)]
    public async Task Answer_says_that_nothing_in_it_runs_and_no_page_frames_it(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "OPTIONS")
        {
            request.Headers.Add("Origin", "https://example.org");
            request.Headers.Add("Access-Control-Request-Method", "POST");
        }

        await AssertHeadersAsync(request, status);
    }

    [Fact]
    public async Task So_does_the_answer_to_what_no_endpoint_can_read() => await AssertHeadersAsync(
        new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new ByteArrayContent(new byte[100_000]) }, 413);

    [Fact]
    public async Task So_does_a_silo()
    {
        using var silo = new GatewayClient((await servers.SharedAsync()).LocalCluster.Silos[0].Address);
        AssertHeaders(await silo.Http.GetAsync("/health/ready"), 200);
    }

    private async Task AssertHeadersAsync(HttpRequestMessage request, int status) =>
        AssertHeaders(await (await servers.SharedAsync()).Gateway.Http.SendAsync(request), status);

    private static void AssertHeaders(HttpResponseMessage answer, int status)
    {
        using (answer)
        {
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
            Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
