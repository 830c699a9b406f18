using Footfall.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Fuzz.Endpoints;

/// <summary>A gateway that is put together and never started: its route table, and its parts.</summary>
internal static class GatewayInProcess
{
    private static readonly Lazy<WebApplication> App = new(Build);

    public static IServiceProvider Services => App.Value.Services;

    /// <summary>Every route that a gateway answers.</summary>
    public static IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)App.Value).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // Nothing is there, and nothing is asked.
        builder.Configuration.AddInMemoryCollection([new("REDIS_URL", "redis://127.0.0.1:1")]);
        builder.Services.AddSingleton<StartupErrors>();
        GatewayHost.AddFootfall(builder);
        WebApplication app = builder.Build();
        GatewayHost.Map(app);
        return app;
    }
}
