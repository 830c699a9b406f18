using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Access;

/// <summary>Keeps what is meant for operators to clients on this machine, until an operator opens it.</summary>
public static class LocalClients
{
    /// <summary>What a proxy adds: its own address says nothing about who asks.</summary>
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="openingSetting">The setting that opens it to all when it is true.</param>
    public static TBuilder ForLocalClients<TBuilder>(this TBuilder endpoint, string openingSetting)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LocalClientsOnly(openingSetting));

    /// <summary>
    /// For operators' pages and calls: to clients on this machine only, and of browsers on it, not to the pages of others.
    /// </summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LocalClientsOnly(null));

    /// <summary>Answers 403 to other clients, with what to do.</summary>
    public static void UseLocalClients(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LocalClientsOnly>() is { } only && FindObjection(context, only) is { } objection)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsJsonAsync(new DeniedAnswer(false, objection), DeniedJson.Default.DeniedAnswer).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    });

    /// <summary>Whether the request comes from this machine, and not through a proxy on it.</summary>
    internal static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    /// <summary>
    /// Whether a browser sent the request for a page of another site: to a name of that site which leads here, or from
    /// one of its scripts or forms. Following a link is no harm.
    /// </summary>
    internal static bool IsForOtherSite(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!IsLoopbackName(request.Host.Host))
        {
            return true;
        }

        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool isOwn = site is "" or "none" or "same-origin" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
        return !isOwn && !(isRead && request.Headers["Sec-Fetch-Mode"] == "navigate");
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Why the request is not answered; null when it is.</summary>
    private static string? FindObjection(HttpContext context, LocalClientsOnly only)
    {
        PathString path = context.Request.Path;
        if (only.OpeningSetting is { } setting)
        {
            return IsLocal(context) || context.RequestServices.GetRequiredService<IConfiguration>().GetValue<bool>(setting)
                ? null
                : $"{path} is answered to clients on this machine only; set {setting}=true to open it to all";
        }

        if (!IsLocal(context))
        {
            return $"{path} is answered to clients on this machine only, since anybody who reaches it may change what it shows; "
                + "from elsewhere, forward the port: ssh -L 3000:localhost:3000 user@this-machine";
        }

        return IsForOtherSite(context)
            ? $"{path} is not answered to pages of other sites; open it as http://localhost, with this gateway's port"
            : null;
    }
}
