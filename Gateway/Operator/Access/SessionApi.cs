using System.Security.Claims;
using Footfall.Access;
using Footfall.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Footfall.Operator;

/// <summary>Maps the endpoints with which an operator signs in with a key, so that the browser need not store it.</summary>
internal static class SessionApi
{
    private const string Path = "/api/operator/session";

    public static void MapSessionApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup(Path).WithTags("Access").AllowEverybody();
        session.MapGet("", GetAsync)
            .WithSummary("Describe the caller and the session");
        session.MapPost("", SignInAsync)
            .WithSummary("Sign in with an operator's key")
            .WithDescription("The response sets a session cookie that is valid for twelve hours after its last use. An address has ten failed attempts a minute.")
            .ProducesJsonBodyErrors()
            .ProducesErrors(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
        session.MapDelete("", SignOutAsync)
            .WithSummary("Sign out")
            .ProducesErrors(StatusCodes.Status403Forbidden);
    }

    private static async Task<Ok<SessionResponse>> GetAsync(HttpContext http, IAuthorizationService decisions, IOptions<AccessOptions> options)
    {
        AuthorizationResult result = await decisions.AuthorizeAsync(http.User, http, new AccessRequirement(AccessPolicy.Operate));
        return Respond(options.Value.Mode, result.Succeeded, http.User);
    }

    private static async Task<Results<Ok<SessionResponse>, ErrorResult>> SignInAsync(
        SignInRequest body, HttpContext http, AccessSnapshot snapshot, SignInLimit limit, IOptions<AccessOptions> options)
    {
        if (LocalClients.IsFromOtherSite(http))
        {
            return ErrorResult.Forbidden("Pages of other sites cannot sign in here");
        }

        if (!limit.MayTry(http))
        {
            return ErrorResult.TooMany("Too many wrong keys from this address; try again in a minute", SignInLimit.Window);
        }

        if (!snapshot.IsRead)
        {
            return ErrorResult.Unavailable(AccessResultHandler.NotRead);
        }

        if (!SecretKey.TryParse(body.Key ?? "", out SecretKey? secret))
        {
            limit.RecordFailure(http);
            return ErrorResult.Unauthorized("key is mistyped or truncated: it must begin with footfall_operator_ and have a valid checksum");
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

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> SignOutAsync(HttpContext http, CancellationToken _)
    {
        if (LocalClients.IsFromOtherSite(http))
        {
            return ErrorResult.Forbidden("Pages of other sites cannot sign out here");
        }

        await http.SignOutAsync(Caller.SessionScheme);
        return TypedResults.Ok(new ActionResponse());
    }

    private static Ok<SessionResponse> Respond(AccessMode? mode, bool isOperator, ClaimsPrincipal caller) => TypedResults.Ok(new SessionResponse(
        mode switch { AccessMode.Open => "open", AccessMode.Registered => "registered", _ => "local" },
        isOperator,
        caller.Identity is { IsAuthenticated: true } ? caller.Name() : null));
}

/// <summary>The caller's session.</summary>
/// <param name="Mode"><c>local</c>, <c>open</c> or <c>registered</c>.</param>
/// <param name="IsOperator">Whether the caller has operator permission.</param>
/// <param name="Name">The name of the key; null without one.</param>
internal sealed record SessionResponse(string Mode, bool IsOperator, string? Name);

/// <summary>A sign-in request.</summary>
/// <param name="Key">The whole key.</param>
internal sealed record SignInRequest(string? Key);
