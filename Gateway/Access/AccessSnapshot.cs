using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Footfall.Collect;

namespace Footfall.Access;

/// <summary>
/// The sites and keys that this gateway knows, in memory, so that checking an event or a key makes no call. Written by one refresher,
/// read by requests; it stays as it is while nothing newer can be read.
/// </summary>
internal sealed class AccessSnapshot(TimeProvider timeProvider)
{
    private const string SitePrefix = "s:";
    private const string KeyPrefix = "k:";

    private volatile Pages? _pages;

    /// <summary>False until the snapshot was read for the first time.</summary>
    public bool IsRead => _pages is not null;

    /// <summary>Whether a valid operator key is known.</summary>
    public bool HasOperatorKey => _pages is { } pages && pages.Keys.Values.Any(key => key.Scope == KeyScope.Operator && IsValid(key));

    /// <summary>The number of sites that are or were registered.</summary>
    public int SiteCount => _pages?.Sites.Count ?? 0;

    /// <summary>Returns a site by its id in UTF-8, even if it is no longer registered; null for one that never was.</summary>
    public ReplicatedSite? FindSite(ReadOnlySpan<byte> siteId) =>
        _pages is { } pages && pages.Sites.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(siteId, out ReplicatedSite? site) ? site : null;

    public bool IsRegistered(string siteId) => FindSite(Encoding.UTF8.GetBytes(siteId)) is { Known: true };

    /// <summary>Finds a key by its secret and records its use; false when it is unknown, expired or revoked.</summary>
    public bool TryUse(SecretKey secret, [NotNullWhen(true)] out ReplicatedKey? key)
    {
        byte[] hash = secret.Hash;
        key = null;
        if (_pages is not { } pages
            || !pages.Keys.TryGetValue(Convert.ToHexStringLower(hash), out ReplicatedKey? found)
            || !CryptographicOperations.FixedTimeEquals(hash, found.Hash)
            || !IsValid(found))
        {
            return false;
        }

        found.RecordUse(timeProvider.GetUtcNow());
        key = found;
        return true;
    }

    /// <summary>Returns a currently valid key by its id.</summary>
    public ReplicatedKey? FindKey(Guid id) => _pages?.Keys.Values.FirstOrDefault(key => key.Id == id && IsValid(key));

    /// <summary>Removes and returns the times at which keys were used.</summary>
    public IReadOnlyList<KeyUse> DrainUses()
    {
        var taken = new List<KeyUse>();
        foreach (ReplicatedKey key in _pages?.Keys.Values ?? [])
        {
            if (key.DrainUse() is { } at)
            {
                taken.Add(new KeyUse(key.Id, at));
            }
        }

        return taken;
    }

    /// <param name="rows">Fields and values, as stored in the replica.</param>
    /// <param name="isWhole">Whether the rows are complete, rather than a delta.</param>
    public void Write(IEnumerable<KeyValuePair<string, string>> rows, bool isWhole)
    {
        Pages pages = isWhole || _pages is not { } known ? new Pages() : known;
        foreach ((string field, string json) in rows)
        {
            if (field.StartsWith(SitePrefix, StringComparison.Ordinal))
            {
                pages.Sites[Encoding.UTF8.GetBytes(field[SitePrefix.Length..])] = JsonSerializer.Deserialize(json, AccessReplicaJsonContext.Default.ReplicatedSite)!;
            }
            else if (field.StartsWith(KeyPrefix, StringComparison.Ordinal))
            {
                string hash = field[KeyPrefix.Length..];
                pages.Keys[hash] = JsonSerializer.Deserialize(json, AccessReplicaJsonContext.Default.ReplicatedKey)! with { Hash = Convert.FromHexString(hash) };
            }
        }

        _pages = pages;
    }

    private bool IsValid(ReplicatedKey key) => !key.Revoked && (key.ExpiresAt is not { } end || timeProvider.GetUtcNow() < end);

    private sealed class Pages
    {
        public ConcurrentDictionary<byte[], ReplicatedSite> Sites { get; } = new(SiteIdComparer.Instance);

        /// <summary>Keys by their hash in hexadecimal.</summary>
        public ConcurrentDictionary<string, ReplicatedKey> Keys { get; } = new(StringComparer.Ordinal);
    }
}
