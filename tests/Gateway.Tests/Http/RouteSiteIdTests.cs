using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Http;

/// <summary>Handlers that take the site of the path, over HTTP.</summary>
public sealed class RouteSiteIdTests
{
    private const string Refusal = """400 {"success":false,"error":"The site id in the path is invalid"}""";

    private static readonly string TooLong = new('a', 256);

    [Theory]
    [InlineData("/api/sites/a/ledger", "200 a")]
    [InlineData("/api/sites/a%252Fb/ledger?x=1", "200 a%2Fb")]
    [InlineData("/api/operator/sites/a%2Fb/pause", "200 a/b")]
    [InlineData("/api/sites/{256}/ledger", Refusal)]
    [InlineData("/api/operator/sites/{256}/pause", Refusal)]
    public async Task Site_IsTheOneInThePath_OrThe400SaysThatThereIsNone(string target, string expected) =>
        Assert.Equal(expected, await CallAsync(target, "Production"));

    /// <summary>There the framework throws where it otherwise only sets the status.</summary>
    [Fact]
    public async Task Refusal_IsTheSameInDevelopment() => Assert.Equal(Refusal, await CallAsync("/api/sites/{256}/ledger", "Development"));

    /// <summary>Filters such as that of the audit log see the refusal too, as a status.</summary>
    [Fact]
    public async Task Refusal_PassesThroughFilters()
    {
        int seen = 0;

        string response = await CallAsync("/api/sites/{256}/ledger", "Production", async (context, next) =>
        {
            object? result = await next(context);
            seen = context.HttpContext.Response.StatusCode;
            return result;
        });

        Assert.Equal((400, Refusal), (seen, response));
    }

    private static async Task<string> CallAsync(
        string target, string environment, Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>>? filter = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.UseErrorHandling();
        app.UseRouting();
        RouteHandlerBuilder route = app.MapGet("/api/sites/{site_id}/ledger", (RouteSiteId siteId) => siteId.Value);
        if (filter is not null)
        {
            route.AddEndpointFilter(filter);
        }

        app.MapGroup("/api/operator").MapGet("sites/{site_id}/pause", (RouteSiteId siteId) => siteId.Value);
        await app.StartAsync();
        using var client = new HttpClient();
        using HttpResponseMessage response =
            await client.GetAsync(new Uri(app.Urls.Single() + target.Replace("{256}", TooLong, StringComparison.Ordinal), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
