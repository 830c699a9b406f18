using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Footfall.Redis;

namespace Footfall.Access;

/// <summary>
/// Checks whether a key may read this silo's metrics, using the replica in Redis. An accepted key stays valid
/// while Redis is unavailable or was emptied: metrics are needed most then.
/// </summary>
internal sealed class MetricsKeys(AccessReplica replica, TimeProvider timeProvider)
{
    /// <summary>Accepted keys, by hexadecimal SHA-256: no more than there are real ones.</summary>
    private readonly ConcurrentDictionary<string, MetricsKey> _good = new(StringComparer.Ordinal);

    public async Task<bool> MayReadAsync(SecretKey secret)
    {
        byte[] hash = secret.Hash;
        string name = Convert.ToHexStringLower(hash);
        (bool isKnown, MetricsKey? key) = await ReadAsync(hash);
        key = isKnown ? key : _good.GetValueOrDefault(name);
        if (key is null || !key.MayRead(timeProvider.GetUtcNow()))
        {
            _good.TryRemove(name, out _);
            return false;
        }

        _good[name] = key;
        return true;
    }

    /// <summary>Reads a key from the replica: nothing is known while Redis is unavailable, or before a silo has filled it.</summary>
    private async Task<(bool IsKnown, MetricsKey? Key)> ReadAsync(byte[] hash)
    {
        try
        {
            (bool isRead, string? json) = await replica.FindKeyAsync(hash);
            return (isRead, json is null ? null : JsonSerializer.Deserialize(json, MetricsKeyJsonContext.Default.MetricsKey));
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            return (false, null);
        }
    }
}

/// <summary>The fields of a key's row in the replica that a silo uses; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record MetricsKey(KeyScope Scope, DateTimeOffset? ExpiresAt, bool Revoked)
{
    public bool MayRead(DateTimeOffset now) => Scope is KeyScope.Operator or KeyScope.Metrics && !Revoked && (ExpiresAt is not { } end || now < end);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MetricsKey))]
internal sealed partial class MetricsKeyJsonContext : JsonSerializerContext;
