using Footfall.Cluster;
using Footfall.Http;

namespace Footfall.Operator;

/// <summary>
/// Handles errors that the Orleans dashboard does not: it asks the silos about any name in the address, and leaves their
/// failures to the server, which would report them as its own.
/// </summary>
internal sealed class DashboardErrorHandling(ClusterConnection connection) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!context.HttpContext.Response.HasStarted && (SiteClient.IsNoAnswer(e) || e is FormatException))
        {
            return !connection.IsUp || e is TimeoutException or SiloUnavailableException
                ? ErrorResult.Unavailable("The silos did not answer; try again")
                : ErrorResult.NotFound("There is nothing with that name");
        }
    }
}
