using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Cluster;
using Footfall.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Footfall.Operator;

/// <summary>Maps the endpoints with which operators create and revoke keys.</summary>
internal static class KeysApi
{
    public static void MapKeysApi(this IEndpointRouteBuilder group)
    {
        group.MapGet("keys", GetAsync)
            .WithSummary("List all keys, newest first")
            .WithDescription("Secrets are not included. Revoked and expired keys stay in the list.")
            .RequireOperatorAccess();
        group.MapPost("keys", CreateAsync)
            .WithSummary("Create a key")
            .WithDescription("The secret is in this response only. While there is no operator's key, any client on the gateway's machine may create one.")
            .RequireAccess(AccessPolicy.MakeKey)
            .ProducesJsonBodyErrors()
            .ProducesErrors(StatusCodes.Status409Conflict);
        group.MapDelete("keys/{id}", RevokeAsync)
            .WithSummary("Revoke a key")
            .WithDescription("The key and the sessions that were started with it stop working at every gateway within five seconds.")
            .RequireOperatorAccess()
            .ProducesErrors(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<KeyListResponse>, ErrorResult>> GetAsync(SiteClient sites)
    {
        ImmutableArray<AccessKey>? keys = await sites.CallGrainAsync<ImmutableArray<AccessKey>?>(grains => grains.GetGrain<IAccessGrain>(0).ListKeys());
        return keys is { } found
            ? TypedResults.Ok(new KeyListResponse(found))
            : ErrorResult.Unavailable(SiteClient.NoAnswer);
    }

    private static async Task<Results<Created<NewKeyResponse>, ErrorResult>> CreateAsync(
        NewKeyRequest body, HttpContext http, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher, IOptions<AccessOptions> options, TimeProvider timeProvider)
    {
        if (body.FindFaults(out KeyScope scope) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        bool onlyFirst = options.Value.Mode == AccessMode.Registered && !http.User.IsOperator();
        if (onlyFirst && scope != KeyScope.Operator)
        {
            return ErrorResult.BadRequest("Validation failed", ["scope must be operator, because the first key is created without another key"]);
        }

        if (onlyFirst && body.ExpiresInDays is not null)
        {
            return ErrorResult.BadRequest("Validation failed", ["expires_in_days must be left out, because no key could be created once the first one has expired"]);
        }

        SecretKey secret = SecretKey.Create(scope);
        DateTimeOffset now = timeProvider.GetUtcNow();
        var key = new AccessKey(Guid.NewGuid(), body.Name!, secret.Shown, scope, body.SiteId, now, body.ExpiresInDays is { } days ? now.AddDays(days) : null);
        bool? isKept = await sites.CallGrainAsync<bool?>(grains => grains.GetGrain<IAccessGrain>(0).CreateKey(key, secret.Hash, onlyFirst));
        if (isKept == false)
        {
            return ErrorResult.Conflict("There is an operator's key already; create further keys with it");
        }

        // Without a response the key may have been stored all the same.
        await refresher.WaitForAsync(() => snapshot.FindKey(key.Id) is not null);
        if (isKept is null && snapshot.FindKey(key.Id) is null)
        {
            return ErrorResult.Unavailable("The silos or PostgreSQL did not answer; a key may have been created whose secret is lost: find it in the list and revoke it");
        }

        return TypedResults.Created(
            (string?)null,
            new NewKeyResponse(key.Id, key.Name, key.Shown, body.Scope!, key.SiteId, key.CreatedAt, key.ExpiresAt, secret.Text));
    }

    private static async Task<Results<Ok<ActionResponse>, ErrorResult>> RevokeAsync(string id, SiteClient sites, AccessSnapshot snapshot, AccessRefresher refresher)
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
            true => TypedResults.Ok(new ActionResponse()),
            false => ErrorResult.NotFound("There is no such key"),
            _ => ErrorResult.Unavailable(SiteClient.NoAnswer),
        };
    }
}

/// <summary>All keys.</summary>
internal sealed record KeyListResponse(IReadOnlyList<AccessKey> Keys);

/// <summary>A newly created key.</summary>
/// <param name="Key">The secret, which is shown here and never again.</param>
internal sealed record NewKeyResponse(
    Guid Id, string Name, string Shown, string Scope, string? SiteId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key);
