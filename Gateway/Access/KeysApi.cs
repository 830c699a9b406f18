using System.Collections.Immutable;
using Footfall.Cluster;
using Footfall.Http;
using Footfall.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Maps the endpoints with which operators create and revoke keys.</summary>
internal static class KeysApi
{
    public static void MapKeysApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("keys", GetAsync)
            .WithSummary("All keys, the newest first")
            .WithDescription("Without their secrets. Revoked and expired ones stay in the list.")
            .RequireOperatorAccess()
            .Produces<KeyListResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("keys", CreateAsync)
            .WithSummary("Make a key")
            .WithDescription("Its secret is in this response only. While there is no operator's key, one is made for whoever asks on the gateway's own machine.")
            .RequireAccess(AccessPolicy.MakeKey)
            .Produces<NewKeyResponse>(StatusCodes.Status201Created)
            .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
            .Produces<ErrorResponse>(StatusCodes.Status409Conflict)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("keys/{id}", RevokeAsync)
            .WithSummary("Revoke a key")
            .WithDescription("It and the sessions that were begun with it stop working within five seconds, at every gateway.")
            .RequireOperatorAccess()
            .Produces<ActionResponse>()
            .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
            .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<JsonHttpResult<KeyListResponse>, ErrorResult>> GetAsync(SiteClient sites)
    {
        ImmutableArray<AccessKey>? keys = await sites.CallGrainAsync<ImmutableArray<AccessKey>?>(grains => grains.GetGrain<IAccessGrain>(0).ListKeys());
        return keys is { } found
            ? TypedResults.Json(new KeyListResponse([.. found.Select(KeyResponse.From)]), ApiJsonContext.Default.KeyListResponse)
            : ErrorResult.Unavailable(SiteSettingsApi.Unavailable);
    }

    private static async Task<Results<JsonHttpResult<NewKeyResponse>, ErrorResult>> CreateAsync(
        NewKeyRequest body, HttpContext http, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher, IOptions<AccessOptions> options, TimeProvider timeProvider)
    {
        if (body.FindFaults(out KeyScope scope) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        bool onlyFirst = options.Value.Mode == AccessMode.Registered && !http.User.IsOperator();
        if (onlyFirst && scope != KeyScope.Operator)
        {
            return ErrorResult.BadRequest("Validation failed", ["scope must be operator: the first key is made without another"]);
        }

        if (onlyFirst && body.ExpiresInDays is not null)
        {
            return ErrorResult.BadRequest("Validation failed", ["expires_in_days must be left out: nobody could make a key once the first one has expired"]);
        }

        SecretKey secret = SecretKey.Create(scope);
        DateTimeOffset now = timeProvider.GetUtcNow();
        var key = new AccessKey(Guid.NewGuid(), body.Name!, secret.Shown, scope, body.SiteId, now, body.ExpiresInDays is { } days ? now.AddDays(days) : null);
        bool? isKept = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(key, secret.Hash, onlyFirst));
        if (isKept == false)
        {
            return ErrorResult.Conflict("There is an operator's key already; make others with it");
        }

        // Without a response the key may have been stored all the same.
        await refresher.WaitForAsync(() => snapshot.FindKey(key.Id) is not null);
        if (isKept is null && snapshot.FindKey(key.Id) is null)
        {
            return ErrorResult.Unavailable("The silos or PostgreSQL did not answer; a key whose secret was lost may have been created; find it in the list and revoke it");
        }

        return TypedResults.Json(
            new NewKeyResponse(key.Id, key.Name, key.Shown, body.Scope!, key.SiteId, key.CreatedAt, key.ExpiresAt, secret.Text),
            ApiJsonContext.Default.NewKeyResponse,
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Results<JsonHttpResult<ActionResponse>, ErrorResult>> RevokeAsync(string id, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher)
    {
        if (!Guid.TryParse(id, out Guid key))
        {
            return ErrorResult.NotFound("There is no such key");
        }

        bool? isRevoked = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).RevokeKey(key));
        if (isRevoked == true)
        {
            await refresher.WaitForAsync(() => snapshot.FindKey(key) is null);
        }

        return isRevoked switch
        {
            true => TypedResults.Json(new ActionResponse(), ApiJsonContext.Default.ActionResponse),
            false => ErrorResult.NotFound("There is no such key"),
            _ => ErrorResult.Unavailable(SiteSettingsApi.Unavailable),
        };
    }
}
