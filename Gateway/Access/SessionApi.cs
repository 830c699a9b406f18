using System.Security.Claims;
using Footfall.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Maps the endpoints with which an operator signs in with a key, so that the browser need not store it.</summary>
internal static class SessionApi
{
    private const string Path = "/api/operator/session";

    public static void MapSessionApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup(Path).WithTags("Access").AllowEverybody();
        session.MapGet("", GetAsync)
            .WithSummary("Who the caller is")
            .Produces<SessionResponse>();
        session.MapPost("", SignInAsync)
            .WithSummary("Sign in with an operator's key")
            .WithDescription("The response sets a session cookie that is valid for twelve hours after its last use. An address may fail ten times a minute.")
            .Produces<SessionResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorResponse>(StatusCodes.Status403Forbidden)
            .Produces<ErrorResponse>(StatusCodes.Status429TooManyRequests)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        session.MapDelete("", SignOutAsync)
            .WithSummary("Sign out")
            .Produces<ActionResponse>();
    }

    private static async Task<JsonHttpResult<SessionResponse>> GetAsync(HttpContext http, IAuthorizationService decisions, IOptions<AccessOptions> options)
    {
        AuthorizationResult result = await decisions.AuthorizeAsync(http.User, http, new AccessRequirement(AccessPolicy.Operate));
        return Respond(options.Value.Mode, result.Succeeded, http.User);
    }

    private static async Task<Results<JsonHttpResult<SessionResponse>, ErrorResult>> SignInAsync(
        SignInRequest body, HttpContext http, AccessSnapshot snapshot, SignInLimit limit, IOptions<AccessOptions> options)
    {
        if (LocalClients.IsFromOtherSite(http))
        {
            return ErrorResult.Forbidden("Pages of other sites cannot sign in here");
        }

        if (!limit.MayTry(http))
        {
            return ErrorResult.TooMany("Too many keys of this address were wrong; try again in a minute", SignInLimit.Window);
        }

        if (!snapshot.IsRead)
        {
            return ErrorResult.Unavailable(AccessResultHandler.NotRead);
        }

        if (!SecretKey.TryParse(body.Key ?? "", out SecretKey? secret))
        {
            limit.RecordFailure(http);
            return ErrorResult.Unauthorized("key is mistyped or cut: it begins with footfall_operator_, and its checksum must fit");
        }

        if (!snapshot.TryUse(secret, out ReplicatedKey? key) || key.Scope != KeyScope.Operator)
        {
            limit.RecordFailure(http);
            return ErrorResult.Unauthorized("key is unknown, expired, revoked, or not an operator's key");
        }

        ClaimsPrincipal caller = Caller.Of(key, Caller.SessionScheme);
        await http.SignInAsync(Caller.SessionScheme, caller);
        return Respond(options.Value.Mode, isOperator: true, caller);
    }

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> SignOutAsync(HttpContext http, CancellationToken _)
    {
        if (LocalClients.IsFromOtherSite(http))
        {
            return ErrorResult.Forbidden("Pages of other sites cannot sign out here");
        }

        await http.SignOutAsync(Caller.SessionScheme);
        return TypedResults.Json(new ActionResponse(), ApiJsonContext.Default.ActionResponse);
    }

    private static JsonHttpResult<SessionResponse> Respond(AccessMode? mode, bool isOperator, ClaimsPrincipal caller) => TypedResults.Json(
        new SessionResponse(
            mode switch { AccessMode.Open => "open", AccessMode.Registered => "registered", _ => "local" },
            isOperator,
            caller.Identity is { IsAuthenticated: true } ? caller.Name() : null),
        ApiJsonContext.Default.SessionResponse);
}
