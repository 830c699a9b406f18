using Footfall.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Fuzz.Endpoints;

/// <summary>A gateway that is built but never started, for its route table and its parts.</summary>
internal static class GatewayInProcess
{
    private static readonly Lazy<WebApplication> App = new(Build);

    public static IServiceProvider Services => App.Value.Services;

    /// <summary>Every route of a gateway.</summary>
    public static IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)App.Value).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // There is no server, and none is called.
        builder.Configuration.AddInMemoryCollection([new("REDIS_URL", "redis://127.0.0.1:1")]);
        builder.Services.AddSingleton<StartupErrors>();
        GatewayHost.Definition.Configure(builder);
        WebApplication app = builder.Build();
        GatewayHost.Definition.Map(app);
        return app;
    }
}
