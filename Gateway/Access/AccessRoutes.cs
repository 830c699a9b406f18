using Microsoft.AspNetCore.Authorization;

namespace Footfall.Access;

/// <summary>How routes say what they need. A route that says nothing is answered to nobody.</summary>
internal static class AccessRoutes
{
    /// <summary>Its answer is for everybody.</summary>
    public static TBuilder AllowEverybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Nothing);

    /// <summary>It takes events.</summary>
    public static TBuilder RequireIngestAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Send);

    /// <summary>It shows one site, which its path or its query names.</summary>
    public static TBuilder RequireReadAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Read);

    /// <summary>It shows or changes what only operators should.</summary>
    public static TBuilder RequireOperatorAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Operate);

    /// <summary>It shows the host's metrics.</summary>
    public static TBuilder RequireMetricsAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Metrics);

    /// <summary>It is a page that asks for what only operators see, or lets them sign in.</summary>
    public static TBuilder RequirePageAccess<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAccess(AccessPolicy.Page);

    public static TBuilder RequireAccess<TBuilder>(this TBuilder route, AccessPolicy policy)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(new AuthorizeAttribute(policy.ToString()));
}
