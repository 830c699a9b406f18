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

    /// <summary>Answers 403 to other clients, with what to set.</summary>
    public static void UseLocalClients(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LocalClientsOnly>() is { } only && !IsLocal(context) && !IsOpen(context, only.OpeningSetting))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsJsonAsync(
                new DeniedAnswer(false, $"{context.Request.Path} is answered to clients on this machine only; set {only.OpeningSetting}=true to open it to all"),
                DeniedJson.Default.DeniedAnswer).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    });

    /// <summary>Whether the request comes from this machine, and not through a proxy on it.</summary>
    internal static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private static bool IsOpen(HttpContext context, string setting) =>
        context.RequestServices.GetRequiredService<IConfiguration>().GetValue<bool>(setting);
}
