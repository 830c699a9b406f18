using Footfall.Access;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

/// <summary>
/// Gives a request the address and the scheme that its client had before the proxies that are believed, and leaves it as it
/// is when it comes from elsewhere. Comes before everything that asks who the client is.
/// </summary>
internal static partial class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddClientLocations();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, options) => Trust(forwarded, options.Value));
    }

    /// <summary>Who is on this machine and who is not.</summary>
    public static void AddClientLocations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ClientLocations>();
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        // Without any known proxy, ASP.NET Core's middleware believes everybody.
        ProxyOptions options = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (options.Parts.Any())
        {
            UseListedProxies(app, options);
            app.UseForwardedHeaders();
        }
        else if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.Mode == AccessMode.Open)
        {
            LogOpenWithoutProxies(app.Logger);
        }
    }

    /// <summary>Nobody who comes from a proxy's address is on this machine, whether the proxy says so or not.</summary>
    private static void UseListedProxies(WebApplication app, ProxyOptions options)
    {
        ClientLocations places = app.Services.GetRequiredService<ClientLocations>();
        app.Use((context, next) =>
        {
            if (context.Connection.RemoteIpAddress is { } peer && options.Lists(peer))
            {
                context.Features.Set(ListedProxy.Instance);
                if (!context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName))
                {
                    places.RecordProxy(context, new RemoteSign(RemoteSignKind.ListedProxy));
                }
            }

            return next(context);
        });
    }

    private static void Trust(ForwardedHeadersOptions forwarded, ProxyOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // As far back as proxies are known: the first address that is none is the client's, whatever it says before that.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string part in options.Parts)
        {
            ProxyOptions.TryRead(part, out System.Net.IPNetwork network);
            forwarded.KnownIPNetworks.Add(network);
        }
    }

    [LoggerMessage(1062, LogLevel.Warning,
        "Access:Mode=Open: clients on this machine operate without a key, and no proxy is listed in ForwardedHeaders:KnownNetworks. Before a proxy on this machine passes "
        + "requests on to this gateway, list it there and have it send X-Forwarded-For; docs/operations/proxies.md has the lines.")]
    private static partial void LogOpenWithoutProxies(ILogger logger);
}
