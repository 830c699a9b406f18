using Microsoft.AspNetCore.Authorization;

namespace Footfall.Access;

/// <summary>How routes say what they need. A route that says nothing is answered to nobody.</summary>
internal static class AccessRoutes
{
    /// <summary>Its answer is for everybody.</summary>
    public static TBuilder ForEverybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Nothing);

    /// <summary>It takes events.</summary>
    public static TBuilder ForSenders<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Send);

    /// <summary>It shows one site, which its path or its query names.</summary>
    public static TBuilder ForReaders<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Read);

    /// <summary>It shows or changes what only operators should.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Operate);

    /// <summary>It shows the host's metrics.</summary>
    public static TBuilder ForMetrics<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Metrics);

    /// <summary>It is a page that asks for what only operators see, or lets them sign in.</summary>
    public static TBuilder ForPages<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Need(AccessNeed.Page);

    public static TBuilder Need<TBuilder>(this TBuilder route, AccessNeed need)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(new AuthorizeAttribute(need.ToString()));
}
