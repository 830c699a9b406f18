using Footfall.Access;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

/// <summary>
/// Restores the client's address and scheme of a request that came through trusted proxies, and leaves any other request
/// unchanged. Must precede everything that depends on the client's address.
/// </summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddClientLocations();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, options) => Trust(forwarded, options.Value));
    }

    /// <summary>Registers the detection of clients on this machine.</summary>
    public static void AddClientLocations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ClientLocations>();
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        // Without any known proxy, ASP.NET Core's middleware trusts every peer.
        ProxyOptions options = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (options.Parts.Any())
        {
            UseListedProxies(app, options);
            app.UseForwardedHeaders();
        }
    }

    /// <summary>Treats no client behind a listed proxy as local, whether the proxy forwards the address or not.</summary>
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

        // Back through all known proxies: the first address that is not one is the client's, whatever precedes it in the header.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string part in options.Parts)
        {
            ProxyOptions.TryRead(part, out System.Net.IPNetwork network);
            forwarded.KnownIPNetworks.Add(network);
        }
    }
}
