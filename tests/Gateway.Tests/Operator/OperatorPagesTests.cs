using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Footfall.Access;
using Footfall.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Operator;

/// <summary>How the operator pages are served over HTTP, without the rest of a gateway.</summary>
public sealed partial class OperatorPagesTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(QueueKeys.Default);
        builder.Services.AddAccessPolicies();
        _app = builder.Build();
        _app.UseSecurityHeaders();
        _app.UseOperatorHeaders();
        _app.UseAuthorization();
        _app.MapOperatorPages();
        _app.MapGet("/operator/grains/{**rest}", () => "the dashboard").RequireOperatorAccess();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/operator")]
    [InlineData("/operator/")]
    [InlineData("/operator/silos")]
    [InlineData("/operator/sites")]
    [InlineData("/operator/sites?search=a&sort=queued")]
    [InlineData("/operator/sites/my-site")]
    [InlineData("/operator/sites/a%2Fb%252F%7Bid%7D%20%3F%23")]
    [InlineData("/operator/sites/%F0%9F%98%80%D9%85%D9%88%D9%82%D8%B9")]
    [InlineData("/operator/dead-letters")]
    public async Task Pages_AllGiveTheOneDocument(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("<div id=\"app\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AllowsNothingInlineAndNothingFromElsewhere()
    {
        using HttpResponseMessage response = await _client.GetAsync("/operator");

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal(("nosniff", "no-referrer", "no-store"), (
            Header(response, "X-Content-Type-Options"), Header(response, "Referrer-Policy"), Header(response, "Cache-Control")));
        string page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("<style|style=|<script[^>]*>[^<]|https?://", page);
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("deflate", null)]
    [InlineData(null, null)]
    public async Task Assets_ComeInAnEncodingThatTheClientTakes_AndAreKept(string? accepted, string? expected)
    {
        byte[] plain = await _client.GetByteArrayAsync(await FindScriptAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, await FindScriptAsync());
        if (accepted is not null)
        {
            request.Headers.Add("Accept-Encoding", accepted);
        }

        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Header(response, "Vary"));
        Assert.Equal("public, max-age=31536000, immutable", Header(response, "Cache-Control"));
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(plain, Decompress(await response.Content.ReadAsByteArrayAsync(), expected));
    }

    [Fact]
    public async Task FirstLoad_IsSmall()
    {
        string page = await _client.GetStringAsync("/operator");
        long bytes = page.Length;
        foreach (Match name in AssetName().Matches(page))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, name.Value) { Headers = { { "Accept-Encoding", "br" } } };
            using HttpResponseMessage response = await _client.SendAsync(request);
            bytes += (await response.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(bytes, 10_000, 60_000);
    }

    [Theory]
    [InlineData("/operator/assets/other.js")]
    [InlineData("/operator/assets/../index.html.br")]
    [InlineData("/operator/other")]
    public async Task UnknownFile_IsNotFound(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Dashboard_IsNotSwallowed_AndIsShownInNoFrame()
    {
        using HttpResponseMessage response = await _client.GetAsync("/operator/grains/");

        Assert.Equal("the dashboard", await response.Content.ReadAsStringAsync());
        Assert.Equal(("nosniff", "frame-ancestors 'none'"), (Header(response, "X-Content-Type-Options"), Header(response, "Content-Security-Policy")));
    }

    [Theory]
    [InlineData("/operator")]
    [InlineData("/operator/sites/my-site")]
    [InlineData("/operator/assets/other.js")]
    public async Task ClientsOfAProxy_AreToldWhyNot(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("on this machine", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> FindScriptAsync() =>
        AssetName().Matches(await _client.GetStringAsync("/operator")).Single(name => name.Value.EndsWith(".js", StringComparison.Ordinal)).Value;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    private static byte[] Decompress(byte[] bytes, string? encoding)
    {
        using var source = new MemoryStream(bytes);
        using Stream inflated = encoding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var result = new MemoryStream();
        inflated.CopyTo(result);
        return result.ToArray();
    }

    [GeneratedRegex("/operator/assets/[^\"]+")]
    private static partial Regex AssetName();
}
