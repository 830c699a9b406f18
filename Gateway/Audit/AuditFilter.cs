using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;

namespace Footfall.Audit;

/// <summary>
/// Records every operator action in the audit log before it runs: an action that cannot be recorded is not executed. Its outcome
/// is added afterwards.
/// </summary>
internal sealed partial class AuditFilter(SiteClient sites, ILogger<AuditFilter> logger) : IEndpointFilter
{
    private const int MaxDetailLength = 500;

    /// <summary>The erased user or visitor is not recorded, because the audit entry would outlast the erased data.</summary>
    private static readonly FrozenSet<string> NotDetails = FrozenSet.Create("site_id", "user_id", "visitor");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        AuditEntry entry = Describe(http, context.Arguments.OfType<IAuditedRequest>().FirstOrDefault());
        if (await sites.CallGrainAsync<long?>(grains => grains.GetGrain<IAccessGrain>(0).BeginAuditEntry(entry)) is not { } number)
        {
            return ErrorResult.Unavailable("The silos or PostgreSQL did not answer, so the action could not be recorded in the audit log; nothing was done");
        }

        object? result = await next(context);
        int status = (Unwrap(result) as IStatusCodeHttpResult)?.StatusCode ?? http.Response.StatusCode;
        if (!await sites.CallGrainAsync(grains => grains.GetGrain<IAccessGrain>(0).EndAuditEntry(number, status)))
        {
            LogNotEnded(number, status);
        }

        return result;
    }

    private static AuditEntry Describe(HttpContext http, IAuditedRequest? described)
    {
        string route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path;
        string? siteId = http.Request.RouteValues.ContainsKey(SiteRoute.Parameter)
            ? SiteRoute.ReadSiteId(http)
            : http.Request.Query["site_id"].FirstOrDefault();
        string detail = described?.Describe()
            ?? string.Join(' ', http.Request.RouteValues.Where(value => !NotDetails.Contains(value.Key)).Select(value => $"{value.Key}={value.Value}"))
            + QueryString.Create(http.Request.Query.Where(value => !NotDetails.Contains(value.Key)));
        detail = detail.Replace("\0", "", StringComparison.Ordinal);
        return new AuditEntry(
            0,
            default,
            http.User.Name(),
            NetworkOf(http),
            $"{http.Request.Method} {route}",
            siteId,
            detail.Length == 0 ? null : detail.Length > MaxDetailLength ? detail[..MaxDetailLength] : detail,
            null);
    }

    private static object? Unwrap(object? result) => result is INestedHttpResult nested ? Unwrap(nested.Result) : result;

    /// <summary>Returns the kind of network from which a request comes; addresses are not recorded.</summary>
    private static string NetworkOf(HttpContext http)
    {
        IPAddress address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(address))
        {
            return "this machine";
        }

        byte[] bytes = address.GetAddressBytes();
        bool isPrivate = address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            : bytes is [10, ..] or [192, 168, ..] or [169, 254, ..] || (bytes[0] == 172 && bytes[1] is >= 16 and < 32);
        return isPrivate ? "private network" : "internet";
    }

    [LoggerMessage(1042, LogLevel.Warning, "The result of audit log entry {Number} could not be recorded (status {Status}).")]
    private partial void LogNotEnded(long number, int status);
}
