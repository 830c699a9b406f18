namespace Footfall.Http;

/// <summary>
/// The site that the path of a request names, as a parameter of a handler. A request that names no valid site gets 400, and its
/// handler does not run.
/// </summary>
/// <remarks>No struct: a route with filters runs them after such a failure too, and ASP.NET Core then fails to unbox the missing value.</remarks>
internal sealed record RouteSiteId(string Value)
{
    public const string Fault = "The site id in the path is invalid";

    public static ValueTask<RouteSiteId?> BindAsync(HttpContext context) =>
        BindingFault.Bind(context, SiteRoute.ReadSiteId(context) is { } siteId ? new RouteSiteId(siteId) : null, Fault);

    public static implicit operator string(RouteSiteId siteId) => siteId.Value;
}
