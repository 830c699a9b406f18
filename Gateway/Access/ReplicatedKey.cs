using System.Text;
using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>A gateway's replica of a key; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record ReplicatedKey(Guid Id, string Name, KeyScope Scope, string? SiteId, DateTimeOffset? ExpiresAt, bool Revoked)
{
    private readonly byte[]? _siteId = SiteId is null ? null : Encoding.UTF8.GetBytes(SiteId);

    /// <summary>Last use since the last drain, in UTC ticks; 0 for none. Written by requests with the key, at most once a second.</summary>
    private long _usedAt;

    /// <summary>SHA-256 of the secret.</summary>
    [JsonIgnore]
    public byte[] Hash { get; init; } = [];

    /// <summary>Returns whether the key allows sending events of a site.</summary>
    /// <param name="siteId">The site id in UTF-8.</param>
    public bool MaySend(ReadOnlySpan<byte> siteId) => Scope == KeyScope.Operator || (Scope == KeyScope.Write && siteId.SequenceEqual(_siteId));

    public void RecordUse(DateTimeOffset now)
    {
        if (now.UtcTicks - Volatile.Read(ref _usedAt) >= TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _usedAt, now.UtcTicks);
        }
    }

    /// <summary>Returns the last use since the previous call; null for none.</summary>
    public DateTimeOffset? DrainUse() => Interlocked.Exchange(ref _usedAt, 0) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
