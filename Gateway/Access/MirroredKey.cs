using System.Text;
using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>What a gateway knows of a key; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record MirroredKey(Guid Id, string Name, KeyScope Scope, string? SiteId, DateTimeOffset? ExpiresAt, bool Revoked)
{
    private readonly byte[]? _siteId = SiteId is null ? null : Encoding.UTF8.GetBytes(SiteId);

    /// <summary>SHA-256 of its secret.</summary>
    [JsonIgnore]
    public byte[] Hash { get; init; } = [];

    /// <summary>Whether its holder may send events of a site.</summary>
    /// <param name="siteId">In UTF-8.</param>
    public bool MaySend(ReadOnlySpan<byte> siteId) => Scope == KeyScope.Operator || (Scope == KeyScope.Write && siteId.SequenceEqual(_siteId));
}
