using Footfall.Answers;
using Footfall.Cluster;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Access;

/// <summary>Where operators make sites known, and say what holds for them.</summary>
internal static class RegistryApi
{
    public const string Unavailable = "The silos or PostgreSQL did not answer; doing it again is safe";

    private const string NoSite = "The path names no valid site id";
    private const string NotRegistered = "The site is not registered";
    private const int MostAtOnce = 1000;

    /// <summary>In <c>If-None-Match</c>: only if there is none (RFC 9110, 13.1.2).</summary>
    private const string Any = "*";

    public static void MapRegistryApi(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder registry = group.MapGroup("registry");
        registry.MapGet("", ListAsync)
            .WithSummary("Registered sites, by id")
            .Produces<RegistryAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        registry.MapGet("{site_id}", GetAsync)
            .WithSummary("What holds for a site")
            .Produces<SiteSettingsAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        registry.MapPut("{site_id}", PutAsync)
            .WithSummary("Register a site, or change what holds for it")
            .WithDescription("All gateways know within five seconds, and go on with what they knew while Redis, PostgreSQL or the silos are away. With If-None-Match: * one that is registered stays as it is. site_id says once more what the path says; it is required from other machines and through proxies with retention_days, since events go for good.")
            .Produces<SiteSettingsAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status412PreconditionFailed)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
        registry.MapDelete("{site_id}", RemoveAsync)
            .WithSummary("Take no more events of a site")
            .WithDescription("Its keys are revoked. What is stored of it stays, for as long as it keeps events. site_id, in the query or in a JSON body, says once more what the path says.")
            .Produces<DoneAnswer>()
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<JsonHttpResult<RegistryAnswer>, ErrorResult>> ListAsync(string? search, int? offset, int? limit, SiteClient sites)
    {
        string? wanted = string.IsNullOrEmpty(search) ? null : search.Replace("\0", "", StringComparison.Ordinal);
        RegisteredSites? found = await sites.AskGrainAsync<RegisteredSites>(async grains =>
            await grains.GetGrain<IAccessGrain>(0).ListSites(wanted, Math.Max(0, offset ?? 0), Math.Clamp(limit ?? 50, 1, MostAtOnce)));
        return found is null
            ? ErrorResult.Unavailable(Unavailable)
            : TypedResults.Json(new RegistryAnswer(found.Total, [.. found.Sites.Select(SiteSettingsAnswer.From)]), AnswerJson.Default.RegistryAnswer);
    }

    private static async Task<Results<JsonHttpResult<SiteSettingsAnswer>, ErrorResult>> GetAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, SiteClient sites) =>
        SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is { } siteId ? await AnswerAsync(siteId, sites) : ErrorResult.BadRequest(NoSite);

    private static async Task<Results<JsonHttpResult<SiteSettingsAnswer>, ErrorResult>> PutAsync(
        SiteSettingsRequest body,
        HttpContext context,
        [FromRoute(Name = "site_id")] string _,
        [FromHeader(Name = "If-None-Match")] string? ifNoneMatch,
        SiteClient sites,
        AccessBook book,
        AccessWatch watch,
        TimeProvider clock)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        if (body.FindFaults(siteId, isConfirmed: LocalClients.IsLocal(context)) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        RegisteredSite site = body.ToSite(siteId, clock.GetUtcNow());
        switch (await sites.AskGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).PutSite(site, ifNoneMatch == Any)))
        {
            case null:
                return ErrorResult.Unavailable(Unavailable);
            case false:
                return ErrorResult.PreconditionFailed("The site is registered; nothing was changed", ["site_id is registered already"]);
        }

        await watch.WaitForAsync(() => book.IsRegistered(siteId));
        return await AnswerAsync(siteId, sites);
    }

    private static async Task<Results<JsonHttpResult<DoneAnswer>, ErrorResult>> RemoveAsync(
        HttpContext context, [FromRoute(Name = "site_id")] string _, [FromQuery(Name = "site_id")] string? confirmed, SiteClient sites, AccessBook book, AccessWatch watch)
    {
        if (SiteRoute.ReadSiteId(context, SiteRoute.OperatorSegment) is not { } siteId)
        {
            return ErrorResult.BadRequest(NoSite);
        }

        if (await Confirmation.FindFaultAsync(context.Request, siteId) is { } fault)
        {
            return fault;
        }

        bool? wasKnown = await sites.AskGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).RemoveSite(siteId));
        if (wasKnown == true)
        {
            await watch.WaitForAsync(() => !book.IsRegistered(siteId));
        }

        return wasKnown switch
        {
            true => TypedResults.Json(new DoneAnswer(), AnswerJson.Default.DoneAnswer),
            false => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }

    private static async Task<Results<JsonHttpResult<SiteSettingsAnswer>, ErrorResult>> AnswerAsync(string siteId, SiteClient sites)
    {
        RegisteredSites? found = await sites.AskGrainAsync<RegisteredSites>(async grains => await grains.GetGrain<IAccessGrain>(0).FindSite(siteId));
        return found switch
        {
            { Sites: [RegisteredSite site] } => TypedResults.Json(SiteSettingsAnswer.From(site), AnswerJson.Default.SiteSettingsAnswer),
            not null => ErrorResult.NotFound(NotRegistered),
            _ => ErrorResult.Unavailable(Unavailable),
        };
    }
}
