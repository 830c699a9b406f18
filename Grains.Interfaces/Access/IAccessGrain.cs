using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Sites;
using Orleans.Concurrency;

namespace Footfall.Access;

/// <summary>
/// Manages access: the known sites, the keys and the audit log. PostgreSQL holds them; silos copy what gateways
/// need to Redis. The grain key is 0. Every result is null or false while PostgreSQL is unavailable.
/// </summary>
/// <remarks>Some aliases are older than the names; they stay, because hosts of different versions call each other by them.</remarks>
[Alias("Footfall.IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>Registers a site or changes its settings.</summary>
    /// <param name="site">The site.</param>
    /// <param name="onlyNew">Whether to leave a known site unchanged.</param>
    /// <returns>Whether the site was registered or changed.</returns>
    [Alias("PutSite"), AlwaysInterleave]
    Task<bool?> PutSite(SiteSettings site, bool onlyNew);

    /// <summary>Registers a site that was never known, with its id as its name and default settings.</summary>
    [Alias("AddSite"), AlwaysInterleave]
    Task<bool> AddSite(string siteId);

    /// <returns>Whether the site was known.</returns>
    [Alias("RemoveSite"), AlwaysInterleave]
    Task<bool?> RemoveSite(string siteId);

    [Alias("FindSite"), AlwaysInterleave]
    Task<SiteSettingsPage?> FindSite(string siteId);

    /// <param name="search">Part of the id or the name; null for all.</param>
    /// <param name="offset">Number of sites to skip, by id.</param>
    /// <param name="limit">Maximum number of sites.</param>
    [Alias("ListSites"), AlwaysInterleave]
    Task<SiteSettingsPage?> ListSites(string? search, int offset, int limit);

    /// <summary>Stores a key whose secret only the caller has.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">SHA-256 of its secret.</param>
    /// <param name="onlyFirst">Whether to do nothing if an operator key with any permission already exists.</param>
    /// <returns>Whether the key was stored.</returns>
    [Alias("CreateKey"), AlwaysInterleave]
    Task<bool?> CreateKey(AccessKey key, byte[] hash, bool onlyFirst);

    /// <returns>Whether the key exists.</returns>
    [Alias("RevokeKey"), AlwaysInterleave]
    Task<bool?> RevokeKey(Guid id);

    /// <summary>Returns all keys, including revoked ones, newest first.</summary>
    [Alias("ListKeys"), AlwaysInterleave]
    Task<ImmutableArray<AccessKey>?> ListKeys();

    /// <summary>Records when keys were used.</summary>
    [Alias("NoteUses"), AlwaysInterleave]
    Task<bool> RecordUses(ImmutableArray<KeyUse> uses);

    /// <summary>Records an operator's action before it starts.</summary>
    /// <returns>The entry's number.</returns>
    [Alias("BeginAct"), AlwaysInterleave]
    Task<long?> BeginAuditEntry(AuditEntry entry);

    /// <summary>Records the outcome of an action.</summary>
    [Alias("EndAct"), AlwaysInterleave]
    Task<bool> EndAuditEntry(long number, int status);

    /// <param name="before">Number below which entries are returned; null for the latest.</param>
    /// <param name="limit">Maximum number of entries, latest first.</param>
    [Alias("ListActs"), AlwaysInterleave]
    Task<ImmutableArray<AuditEntry>?> ListAuditEntries(long? before, int limit);
}

/// <summary>When a key was last used at one gateway.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.KeyUse")]
public readonly record struct KeyUse([property: Id(0)] Guid KeyId, [property: Id(1)] DateTimeOffset At);
