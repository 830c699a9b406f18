using Footfall.Access;
using Orleans.Dashboard;

namespace Footfall.Operator;

/// <summary>Everything that operators see and do, for pages and programs alike.</summary>
internal static class OperatorApi
{
    public static void MapOperatorApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/api/operator").WithTags("Operator").ForOperators().AddEndpointFilter<ActFilter>();
        group.MapOverviewApi();
        group.MapLiveApi();
        group.MapSitesApi();
        group.MapSiteApi();
        group.MapSiteActionsApi();
        group.MapDeadLetterSearchApi();
        group.MapRegistryApi();
        group.MapActsApi();
        app.MapGroup("/api/operator").WithTags("Operator").AddEndpointFilter<ActFilter>().MapKeysApi();
        app.MapSessionApi();
        app.MapOperatorPages();
        app.MapOrleansDashboard("/operator/grains").AddEndpointFilter<IEndpointConventionBuilder, DashboardFaults>().ForOperators().ExcludeFromDescription();
    }
}
