using Footfall.Servers;
using Footfall.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Access;

/// <summary>Every route states who may access it.</summary>
public sealed class RouteAccessTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task EveryRoute_SaysWhatItNeeds()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--REDIS_URL=" + redis.Server.ConnectionString]);
        builder.Services.AddSingleton<StartupErrors>();
        GatewayHost.Definition.Configure(builder);
        await using WebApplication app = builder.Build();
        GatewayHost.Definition.Map(app);

        RouteEndpoint[] routes = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

        Assert.True(routes.Length > 30);
        Assert.Empty(routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null && !HasNeed(route)).Select(route => route.RoutePattern.RawText));
        Assert.All(
            routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/operator", StringComparison.Ordinal) && Needs(route) is [nameof(AccessPolicy.Nothing)]),
            route => Assert.Equal("/api/operator/session", route.RoutePattern.RawText!.TrimEnd('/')));
    }

    private static bool HasNeed(RouteEndpoint route) => Needs(route) is { Length: > 0 } needs && needs.All(need => Enum.TryParse<AccessPolicy>(need, out _));

    private static string?[] Needs(RouteEndpoint route) => [.. route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy)];
}
