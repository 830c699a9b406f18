using Footfall.Access;
using Orleans.Dashboard;

namespace Footfall.Operator;

/// <summary>Everything that operators see and do, for pages and programs alike.</summary>
internal static class OperatorApi
{
    public static void MapOperatorApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/api/operator").WithTags("Operator").ForOperators();
        group.MapOverviewApi();
        group.MapLiveApi();
        group.MapSitesApi();
        group.MapSiteApi();
        group.MapSiteActionsApi();
        group.MapDeadLetterSearchApi();
        app.MapOperatorPages();
        app.MapOrleansDashboard("/operator/grains").ForOperators().ExcludeFromDescription();
    }
}
