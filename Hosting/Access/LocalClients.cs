using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Access;

/// <summary>Keeps what is meant for operators to clients on this machine, until an operator opens it.</summary>
public static class LocalClients
{
    /// <summary>
    /// What a proxy adds: its own address says nothing about who asks. X-Original-For is what is left of X-Forwarded-For
    /// once a proxy was believed: what such a client calls its own address is no proof that it is on this machine.
    /// </summary>
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Proto", "X-Real-IP", "Via"];

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="openingSetting">The setting that opens it to all when it is true.</param>
    public static TBuilder ForLocalClients<TBuilder>(this TBuilder endpoint, string openingSetting)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LocalClientsOnly(openingSetting));

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

    /// <summary>Whether the request comes from this machine, and not through a proxy on it, believed or not.</summary>
    public static bool IsLocal(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            return false;
        }

        // Asked for each event, so without a delegate.
        foreach (string header in ProxyHeaders)
        {
            if (context.Request.Headers.ContainsKey(header))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a browser on this machine sent the request for a page of another site: to a name of that site which leads here,
    /// or from one of its scripts or forms.
    /// </summary>
    public static bool IsForOtherSite(HttpContext context) => !IsLoopbackName(context.Request.Host.Host) || IsFromOtherSite(context);

    /// <summary>Whether a browser sent the request for a script or form of another site. Following a link is no harm.</summary>
    public static bool IsFromOtherSite(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool isOwn = site is "" or "none" or "same-origin" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
        return !isOwn && !(isRead && request.Headers["Sec-Fetch-Mode"] == "navigate");
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Why the request is not answered; null when it is.</summary>
    private static string? FindObjection(HttpContext context, LocalClientsOnly only) =>
        IsLocal(context) || context.RequestServices.GetRequiredService<IConfiguration>().GetValue<bool>(only.OpeningSetting)
            ? null
            : $"{context.Request.Path} is answered to clients on this machine only; set {only.OpeningSetting}=true to open it to all";
}
