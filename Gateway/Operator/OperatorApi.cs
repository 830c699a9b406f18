using Footfall.Access;
using Footfall.Audit;
using Footfall.Monitoring;
using Footfall.Privacy;
using Footfall.Sites;
using Orleans.Dashboard;

namespace Footfall.Operator;

/// <summary>Maps everything that operators can see and do, for pages and programs alike.</summary>
internal static class OperatorApi
{
    public static void MapOperatorApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/api/operator").WithTags("Operator").RequireOperatorAccess().AddEndpointFilter<AuditFilter>();
        group.MapOverviewApi();
        group.MapLiveApi();
        group.MapSitesApi();
        group.MapSiteApi();
        group.MapSiteActionsApi();
        group.MapVisitorLookupApi();
        group.MapDeadLetterSearchApi();
        group.MapSiteSettingsApi();
        group.MapAuditLogApi();
        app.MapGroup("/api/operator").WithTags("Operator").AddEndpointFilter<AuditFilter>().MapKeysApi();
        app.MapSessionApi();
        app.MapOperatorPages();
        app.MapOrleansDashboard("/operator/grains").AddEndpointFilter<IEndpointConventionBuilder, DashboardErrorHandling>().RequireOperatorAccess().ExcludeFromDescription();
    }
}
