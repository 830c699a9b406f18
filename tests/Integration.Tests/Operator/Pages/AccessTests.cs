using System.Net;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Who may load pages and their files, and in which encoding.</summary>
public sealed class AccessTests(Servers servers)
{
    private static readonly string[] Encodings = ["br", "gzip", ""];

    [Theory]
    [InlineData("/operator")]
    [InlineData("/operator/silos")]
    [InlineData("/operator/sites")]
    [InlineData("/operator/sites/a%2Fb")]
    [InlineData("/operator/dead-letters")]
    [InlineData("/operator/grains")]
    [InlineData("/operator/assets/any.js")]
    [InlineData("/api/operator/overview")]
    [InlineData("/api/operator/live")]
    [InlineData("/api/operator/sites")]
    [InlineData("/api/operator/sites/live")]
    [InlineData("/api/operator/dead-letters")]
    public async Task Clients_of_a_proxy_and_pages_of_others_are_refused_and_told_why(string path)
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        string proxied = JsonError.AssertRefusal(await gateway.SendAsync(Get(path, "X-Forwarded-For", "203.0.113.7")), 403);
        Assert.Contains("is available to clients on this machine", proxied, StringComparison.Ordinal);
        Assert.Contains("forward the port: ssh -L", proxied, StringComparison.Ordinal);
        string rebound = JsonError.AssertRefusal(await gateway.SendAsync(Get(path, "Host", "evil.example")), 403);
        Assert.Contains("cannot be called from pages of other sites", rebound, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_names_files_that_browsers_keep_and_lets_nothing_else_in()
    {
        HttpClient http = (await servers.SharedAsync()).Gateway.Http;
        using HttpResponseMessage page = await http.GetAsync("/operator");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", Header(page, "Cache-Control"));
        Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(page, "Referrer-Policy"));
        string policy = Header(page, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        string html = await page.Content.ReadAsStringAsync();
        string script = html.Split('"').Single(part => part.StartsWith("/operator/assets/", StringComparison.Ordinal) && part.EndsWith(".js", StringComparison.Ordinal));
        var bodies = new Dictionary<string, long>();
        foreach (string encoding in Encodings)
        {
            using HttpResponseMessage file = await http.SendAsync(Get(script, "Accept-Encoding", encoding));
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal(encoding, string.Join(',', file.Content.Headers.ContentEncoding));
            Assert.Equal("Accept-Encoding", Header(file, "Vary"));
            Assert.Contains("immutable", Header(file, "Cache-Control"), StringComparison.Ordinal);
            bodies[encoding] = (await file.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.True(bodies["br"] < bodies["gzip"] && bodies["gzip"] < bodies[""] / 2, string.Join(", ", bodies));
    }

    [Theory]
    [InlineData("/operator/assets/none.js")]
    [InlineData("/operator/no-such-page")]
    public async Task What_is_not_there_is_answered_404(string path) =>
        JsonError.AssertRefusal(await (await servers.SharedAsync()).Gateway.GetAsync(path), 404);

    [Fact]
    public async Task Dashboard_of_Orleans_is_not_one_of_these_pages()
    {
        GatewayResponse grains = await (await servers.SharedAsync()).Gateway.GetAsync("/operator/grains");
        GatewayResponse pages = await (await servers.SharedAsync()).Gateway.GetAsync("/operator");
        Assert.Equal(200, grains.Status);
        Assert.NotEqual(pages.Body, grains.Body);
        Assert.Contains("Orleans", grains.Body, StringComparison.OrdinalIgnoreCase);
    }

    private static HttpRequestMessage Get(string path, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : "";
}
