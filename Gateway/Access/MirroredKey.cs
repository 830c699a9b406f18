using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>What a gateway knows of a key; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record MirroredKey(Guid Id, string Name, KeyScope Scope, string? SiteId, DateTimeOffset? ExpiresAt, bool Revoked)
{
    /// <summary>SHA-256 of its secret.</summary>
    [JsonIgnore]
    public byte[] Hash { get; init; } = [];
}
