using Footfall.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Proxies;

/// <summary>A gateway below a path, over HTTP, behind proxies that strip it and those that do not.</summary>
public sealed class PathBaseTests
{
    [Theory]
    [InlineData("", "/api/sites/a%2Fb", " a/b")]
    [InlineData("", "/footfall/api/sites/a", "404")]
    [InlineData("/footfall", "/footfall/api/sites/a%2Fb", "/footfall a/b")]
    [InlineData("/footfall", "/api/sites/a%2Fb", "/footfall a/b")] // taken off
    [InlineData("/footfall", "/footfall/api/sites/%2Ffootfall%2F?x=/footfall", "/footfall /footfall/")]
    [InlineData("/web/footfall", "/web/footfall/api/sites/a%252Fb", "/web/footfall a%2Fb")]
    [InlineData("/footfall", "/footfallx/api/sites/a", "404")]
    [InlineData("/footfall", "/%66ootfall/api/sites/a", "404")] // is the path base only once it is decoded
    [InlineData("/footfall", "/footfall/footfall/api/sites/a", "404")]
    [InlineData("/footfall", "/footfall", "/footfall home")]
    [InlineData("/footfall", "/footfall?x=1", "/footfall home")]
    [InlineData("/footfall", "/footfall/", "/footfall home")]
    [InlineData("/footfall", "/", "/footfall home")]
    public async Task PathBase_IsTakenOff_AndKnown(string pathBase, string target, string expected) =>
        Assert.Equal(expected, await CallAsync(pathBase, "", target));

    [Theory]
    [InlineData("127.0.0.1", "/footfall", "/api/sites/a%2Fb", "/footfall a/b")]
    [InlineData("127.0.0.1", "/footfall/", "/api/sites/a", "/footfall a")]
    [InlineData("127.0.0.1", "/footfall", "/footfall/api/sites/a", "/footfall a")] // said, and not taken off
    [InlineData("127.0.0.1", "/api", "/api/sites/a", "/api a")] // ours, so it was taken off
    [InlineData("", "/footfall", "/api/sites/a", " a")] // nobody is believed
    [InlineData("10.0.0.1", "/footfall", "/api/sites/a", " a")]
    [InlineData("127.0.0.1", "//evil.example", "/api/sites/a", " a")]
    [InlineData("127.0.0.1", "https://evil.example", "/api/sites/a", " a")]
    [InlineData("127.0.0.1", "/a/../b", "/api/sites/a", " a")]
    [InlineData("127.0.0.1", "/\"><script>", "/api/sites/a", " a")]
    [InlineData("127.0.0.1", "/a, /b", "/api/sites/a", " a")]
    public async Task ForwardedPrefix_OfAListedProxy_IsThePathBase(string proxies, string prefix, string target, string expected) =>
        Assert.Equal(expected, await CallAsync("", proxies, target, prefix));

    [Theory]
    [InlineData("footfall", "must be a path")]
    [InlineData("/footfall/", "must be a path")]
    [InlineData("/", "must be a path")]
    [InlineData("/a//b", "must be a path")]
    [InlineData("/a/../b", "must be a path")]
    [InlineData("/a b", "must be a path")]
    [InlineData("https://example.org/footfall", "must be a path")]
    [InlineData("/api", "choose another")]
    [InlineData("/Operator/x", "choose another")]
    public void AnythingElse_IsAFault(string pathBase, string fault) =>
        Assert.Contains(fault, new HttpOptionsValidator().Validate(null, new HttpOptions { PathBase = pathBase }).FailureMessage, StringComparison.Ordinal);

    private static async Task<string> CallAsync(string pathBase, string proxies, string target, string? prefix = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Http:PathBase"] = pathBase;
        builder.Configuration["ForwardedHeaders:KnownNetworks"] = proxies;
        builder.Services.AddTrustedProxies();
        builder.Services.AddPathBase();
        await using WebApplication app = builder.Build();
        app.UseTrustedProxies();
        app.UsePathBase();
        app.UseRouting();
        app.MapGet("/", (HttpContext context) => $"{context.Request.PathBase} home");
        app.MapGet("/api/sites/{site_id}", (HttpContext context) => $"{context.Request.PathBase} {SiteRoute.ReadSiteId(context)}");
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(app.Urls.Single() + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (prefix is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : $"{(int)response.StatusCode}";
    }
}
