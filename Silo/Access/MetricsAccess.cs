using System.Text.Json.Serialization;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Restricts a silo's metrics to clients on this machine and to holders of an operator or metrics key, as gateways do.</summary>
internal static class MetricsAccess
{
    private const string Bearer = "Bearer ";

    /// <summary>Marks the restricted endpoint.</summary>
    public static void KeepForMetricsReaders(this IEndpointConventionBuilder endpoint) => endpoint.WithMetadata(Mark.Instance);

    public static void UseMetricsAccess(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null || IsPublic(context))
        {
            await next(context);
            return;
        }

        RemoteSign sign = LocalClients.FindSign(context);
        if (sign.Kind == RemoteSignKind.None)
        {
            await next(context);
            return;
        }

        string shown = context.Request.Headers.Authorization.ToString();
        if (shown.Length == 0)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"{context.Request.Path} {MetricsOptions.Objection}. {sign.Describe()}");
        }
        else if (!shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || !SecretKey.TryParse(shown[Bearer.Length..].Trim(), out SecretKey? secret))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The key is mistyped or truncated: its checksum does not match");
        }
        else if (!await context.RequestServices.GetRequiredService<MetricsKeys>().MayReadAsync(secret))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The key is unknown, expired or revoked, or is neither an operator's nor a metrics key");
        }
        else
        {
            await next(context);
        }
    });

    private static bool IsPublic(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<MetricsOptions>>().Value.Public;

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"footfall\", error=\"invalid_token\"";
        }

        return context.Response.WriteAsJsonAsync(new DeniedResponse(false, error), DeniedJsonContext.Default.DeniedResponse);
    }

    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}

/// <summary>Response body that explains why access to an endpoint was denied.</summary>
internal sealed record DeniedResponse(bool Success, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeniedResponse))]
internal sealed partial class DeniedJsonContext : JsonSerializerContext;
