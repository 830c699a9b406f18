using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

/// <summary>
/// Gives a request the address and the scheme that its client had before the proxies that are believed, and leaves it as it
/// is when it comes from elsewhere. Comes before everything that asks who the client is.
/// </summary>
internal static class BelievedProxies
{
    public static void AddBelievedProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, options) => Believe(forwarded, options.Value));
    }

    public static void UseBelievedProxies(this WebApplication app)
    {
        // Without any known proxy, ASP.NET Core's middleware believes everybody.
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Parts.Any())
        {
            app.UseForwardedHeaders();
        }
    }

    private static void Believe(ForwardedHeadersOptions forwarded, ProxyOptions options)
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
}
