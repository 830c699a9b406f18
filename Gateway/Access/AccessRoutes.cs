using Footfall.Http;
using Microsoft.AspNetCore.Authorization;

namespace Footfall.Access;

/// <summary>Declares the access that routes require. A route without a declaration denies every request.</summary>
internal static class AccessRoutes
{
    /// <summary>Allows every client.</summary>
    public static TBuilder AllowEverybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Nothing);

    /// <summary>Requires what sending events requires; <see cref="IngestAuthorizer"/> checks each event.</summary>
    public static TBuilder RequireIngestAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Send);

    /// <summary>Marks a route that returns one site, named in its path or query.</summary>
    public static TBuilder RequireReadAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Read);

    /// <summary>Marks a route that returns or changes data reserved for operators.</summary>
    public static TBuilder RequireOperatorAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Operate);

    /// <summary>Marks a route that returns the host's metrics.</summary>
    public static TBuilder RequireMetricsAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Metrics);

    /// <summary>Marks a page that requests data reserved for operators, or lets them sign in.</summary>
    public static TBuilder RequirePageAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Page);

    public static TBuilder RequireAccess<TBuilder>(this TBuilder route, AccessPolicy policy)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(new AuthorizeAttribute(policy.ToString())).ProducesErrors(Refusals(policy));

    /// <summary>
    /// Returns the statuses, for the OpenAPI document, of refusals that the route's handler does not decide. The 503 while the keys
    /// are not known is described with <see cref="ErrorResult"/>.
    /// </summary>
    private static int[] Refusals(AccessPolicy policy) => policy == AccessPolicy.Nothing
        ? [StatusCodes.Status429TooManyRequests]
        : [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests];
}
