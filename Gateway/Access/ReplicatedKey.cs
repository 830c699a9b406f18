using System.Text;
using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>What a gateway knows of a key; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record ReplicatedKey(Guid Id, string Name, KeyScope Scope, string? SiteId, DateTimeOffset? ExpiresAt, bool Revoked)
{
    private readonly byte[]? _siteId = SiteId is null ? null : Encoding.UTF8.GetBytes(SiteId);

    /// <summary>When it was last used since that was taken out, in ticks of UTC; 0 for not. Written by every request that shows it, once a second.</summary>
    private long _usedAt;

    /// <summary>SHA-256 of its secret.</summary>
    [JsonIgnore]
    public byte[] Hash { get; init; } = [];

    /// <summary>Whether its holder may send events of a site.</summary>
    /// <param name="siteId">In UTF-8.</param>
    public bool MaySend(ReadOnlySpan<byte> siteId) => Scope == KeyScope.Operator || (Scope == KeyScope.Write && siteId.SequenceEqual(_siteId));

    public void RecordUse(DateTimeOffset now)
    {
        if (now.UtcTicks - Volatile.Read(ref _usedAt) >= TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _usedAt, now.UtcTicks);
        }
    }

    /// <summary>When it was last used since this was last asked; null for not.</summary>
    public DateTimeOffset? DrainUse() => Interlocked.Exchange(ref _usedAt, 0) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
