using Footfall.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

/// <summary>
/// Lets a proxy publish this gateway below a path: links, cookies and redirects include it, routes do not. The proxy may strip it
/// or pass it on. It comes from a setting, or from a listed proxy's X-Forwarded-Prefix.
/// </summary>
internal static class PathBases
{
    private const string PrefixHeader = "X-Forwarded-Prefix";

    public static void AddPathBase(this IServiceCollection services)
    {
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
    }

    /// <summary>Must follow the detection of listed proxies, and precede routing.</summary>
    public static void UsePathBase(this WebApplication app)
    {
        string pathBase = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.PathBase;
        if (pathBase.Length == 0 && !app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Parts.Any())
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (pathBase.Length > 0)
            {
                TakeOff(context.Request, pathBase);
                context.Request.PathBase = pathBase;
            }

            if (context.Features.Get<ListedProxy>() is not null && ReadPrefix(context.Request) is { } prefix)
            {
                if (!HttpOptions.IsOwn(prefix))
                {
                    TakeOff(context.Request, prefix);
                }

                context.Request.PathBase = prefix;
            }

            return next(context);
        });
    }

    /// <summary>Removes the path base from the path, and from the raw target, from which ids are read.</summary>
    private static void TakeOff(HttpRequest request, string pathBase)
    {
        IHttpRequestFeature feature = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (feature.RawTarget is ['/', ..] target)
        {
            if (!target.StartsWith(pathBase, StringComparison.Ordinal) || (target.Length > pathBase.Length && target[pathBase.Length] is not ('/' or '?')))
            {
                return;
            }

            feature.RawTarget = target[pathBase.Length..] is ['/', ..] rest ? rest : "/" + target[pathBase.Length..];
        }

        if (request.Path.StartsWithSegments(pathBase, StringComparison.Ordinal, out PathString path))
        {
            request.Path = path.HasValue ? path : "/";
        }
    }

    private static string? ReadPrefix(HttpRequest request)
    {
        string prefix = request.Headers[PrefixHeader].ToString().TrimEnd('/');
        return HttpOptions.IsPathBase(prefix) ? prefix : null;
    }
}
