using System.Security.Claims;
using Footfall.Http;
using Footfall.Proxies;
using Footfall.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Authorizes requests for every route. Access to the sites of events is the only other decision made elsewhere.</summary>
internal sealed class AccessPolicyHandler(IOptions<AccessOptions> options, IOptions<MetricsOptions> metrics, AccessSnapshot snapshot, ClientLocations places) : AuthorizationHandler<AccessRequirement>
{
    private const string OnThisMachine =
        "is available to clients on this machine only; set Access:Mode=Registered, or Open for a trial, to serve other machines, or forward the port: ssh -L 3000:localhost:3000 user@this-machine";

    /// <summary>Where an operator finds the first key; the sign-in page shows the same.</summary>
    private const string FirstKeyHint = "The first key: docker compose logs gateway if the gateway runs in a container, otherwise ./dev key create on its machine";

    private const string OnThisMachineOrWithKey =
        "is available to clients on this machine, or with an operator's key: Authorization: Bearer …, or sign in at /operator. " + FirstKeyHint
        + ". To do without a key on another machine, forward the port: ssh -L 3000:localhost:3000 user@this-machine";

    private const string NotForOtherSites = "cannot be called from pages of other sites; open it as http://localhost, with this gateway's port";

    private readonly AccessMode? _mode = options.Value.Mode;

    /// <summary>Returns whether the request may send events; their sites are checked after parsing.</summary>
    public bool MaySend(HttpContext http) => FindDenial(http, null, AccessPolicy.Send) is null;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        var http = (HttpContext)context.Resource!;
        if (FindDenial(http, context.User.Identity is { IsAuthenticated: true } ? context.User : null, requirement.Policy) is { } denial)
        {
            http.Features.Set(new AccessDenial(denial));
            context.Fail(new AuthorizationFailureReason(this, denial));
        }
        else
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    /// <summary>Returns why the request is denied; null when it is allowed.</summary>
    private string? FindDenial(HttpContext http, ClaimsPrincipal? caller, AccessPolicy policy) => policy switch
    {
        AccessPolicy.Nothing => null,
        AccessPolicy.Send => _mode is null ? FindLocationDenial(http, places.FindSign(http), OnThisMachine) : null,
        AccessPolicy.Page => _mode is null ? FindOperateDenial(http, caller, isOpenHere: true) : null,
        AccessPolicy.Read => FindReadDenial(http, caller),
        AccessPolicy.Operate => FindOperateDenial(http, caller, _mode != AccessMode.Registered),
        AccessPolicy.Metrics => FindMetricsDenial(http, caller),
        AccessPolicy.MakeKey => FindOperateDenial(http, caller, _mode != AccessMode.Registered || (snapshot.IsRead && !snapshot.HasOperatorKey)),
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };

    private string? FindReadDenial(HttpContext http, ClaimsPrincipal? caller)
    {
        if (caller?.IsOperator() == true)
        {
            return FindForeignDenial(http, caller);
        }

        // The endpoint itself rejects a request that names no valid site.
        string? siteId = http.Request.RouteValues.ContainsKey(SiteRoute.Parameter) ? SiteRoute.ReadSiteId(http) : http.Request.Query["site_id"].ToString();
        if (caller is not null && (string.IsNullOrEmpty(siteId) || caller.MayRead(siteId)))
        {
            return null;
        }

        return _mode switch
        {
            AccessMode.Open => null,
            AccessMode.Registered => caller is null
                ? Path(http, "needs a key that may read the site: Authorization: Bearer …")
                : "The key may not read this site",
            _ => FindLocationDenial(http, places.FindSignOfPerson(http), OnThisMachine) ?? FindOtherSiteDenial(http),
        };
    }

    private string? FindOperateDenial(HttpContext http, ClaimsPrincipal? caller, bool isOpenHere)
    {
        if (caller?.IsOperator() == true)
        {
            return FindForeignDenial(http, caller);
        }

        RemoteSign sign = isOpenHere ? places.FindSignOfPerson(http) : default;
        if (isOpenHere && sign.Kind == RemoteSignKind.None)
        {
            return FindOtherSiteDenial(http);
        }

        return caller is not null ? "The key is not an operator's key"
            : _mode == AccessMode.Registered ? Path(http, "needs an operator's key: Authorization: Bearer …, or sign in at /operator. " + FirstKeyHint)
            : FindLocationDenial(http, sign, OnThisMachineOrWithKey);
    }

    private string? FindMetricsDenial(HttpContext http, ClaimsPrincipal? caller)
    {
        if (caller?.MayReadMetrics() == true)
        {
            return FindForeignDenial(http, caller);
        }

        RemoteSign sign = LocalClients.FindSign(http);
        return metrics.Value.Public || sign.Kind == RemoteSignKind.None ? null : $"{Path(http, MetricsOptions.Objection)}. {sign.Describe()}";
    }

    /// <summary>Returns why a client that is not on this machine is denied; null for a local client.</summary>
    private static string? FindLocationDenial(HttpContext http, RemoteSign sign, string denial) => sign.Kind switch
    {
        RemoteSignKind.None => null,
        RemoteSignKind.Host => $"{Path(http, NotForOtherSites)}. {sign.Describe()}",
        _ => $"{Path(http, denial)}. {sign.Describe()}",
    };

    private static string? FindOtherSiteDenial(HttpContext http) => LocalClients.IsForOtherSite(http) ? Path(http, NotForOtherSites) : null;

    /// <summary>Denies cross-site requests with a session cookie, which browsers attach to every request, unlike a program's key.</summary>
    private static string? FindForeignDenial(HttpContext http, ClaimsPrincipal caller) =>
        caller.Identity!.AuthenticationType == Caller.SessionScheme && LocalClients.IsFromOtherSite(http)
            ? Path(http, "cannot be called from pages of other sites")
            : null;

    private static string Path(HttpContext http, string denial) => $"{http.Request.Path} {denial}";
}

/// <summary>A route's access policy as an ASP.NET Core authorization requirement.</summary>
internal sealed record AccessRequirement(AccessPolicy Policy) : IAuthorizationRequirement;

/// <summary>Why a request is denied, for the result handler: the framework keeps no reason for a caller without a key.</summary>
internal sealed record AccessDenial(string Reason);
