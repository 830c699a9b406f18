using Footfall.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Writes denials in the usual form: 401 when a key could help, 403 when it could not, and 503 when the keys are not known yet.
/// A response that a key allows ends with the key.
/// </summary>
internal sealed class AccessResultHandler(IOptions<AccessOptions> options, AccessSnapshot snapshot, InFlightRequests inFlight) : IAuthorizationMiddlewareResultHandler
{
    public const string NotRead = "The keys are not known yet: Redis or the silos have not answered since this gateway started; try again";

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // Endpoints that are not routes, such as the one for an unsupported method, write their own response.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
        {
            await (HttpMethods.IsGet(context.Request.Method) && context.User.KeyId() is { } key ? inFlight.RunAsync(key, context, next) : next(context));
            return;
        }

        string reason = context.Features.Get<AccessDenial>()?.Reason ?? $"{context.Request.Path} is not available";
        bool isWrong = KeyAuthentication.Read(context.Request, out bool isShown) is null && isShown;
        if (!snapshot.IsRead && (isShown ? !isWrong : MakesBootstrapKey(policy)))
        {
            await ErrorResult.Unavailable(NotRead).ExecuteAsync(context);
            return;
        }

        if (isShown && (isWrong || context.User.Identity is not { IsAuthenticated: true }))
        {
            reason = isWrong ? "The key is mistyped or truncated: its checksum does not match" : "The key is unknown, expired or revoked";
        }

        bool couldHelp = context.User.Identity is not { IsAuthenticated: true } && (isShown || options.Value.Mode == AccessMode.Registered);
        if (couldHelp)
        {
            context.Response.Headers.WWWAuthenticate = isShown ? "Bearer realm=\"footfall\", error=\"invalid_token\"" : "Bearer realm=\"footfall\"";
        }

        await (couldHelp ? ErrorResult.Unauthorized(reason) : ErrorResult.Forbidden(reason)).ExecuteAsync(context);
    }

    private bool MakesBootstrapKey(AuthorizationPolicy policy) => options.Value.Mode == AccessMode.Registered
        && policy.Requirements.OfType<AccessRequirement>().Any(requirement => requirement.Policy == AccessPolicy.MakeKey);
}
