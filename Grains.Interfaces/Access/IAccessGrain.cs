using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Sites;
using Orleans.Concurrency;

namespace Footfall.Access;

/// <summary>
/// Who may do what: the known sites, the keys, and what operators did. Kept in PostgreSQL, from where silos copy what gateways
/// must know to Redis. The key is 0. Every answer is null, or false, while PostgreSQL cannot be asked.
/// </summary>
[Alias("Footfall.IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>Makes a site known, or changes what holds for it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="onlyNew">Change nothing of one that is known.</param>
    /// <returns>Whether it was done.</returns>
    [Alias("PutSite"), AlwaysInterleave]
    Task<bool?> PutSite(SiteSettings site, bool onlyNew);

    /// <summary>Makes a site known that never was, with its id for a name, and nothing that holds for it.</summary>
    [Alias("AddSite"), AlwaysInterleave]
    Task<bool> AddSite(string siteId);

    /// <returns>Whether it was known.</returns>
    [Alias("RemoveSite"), AlwaysInterleave]
    Task<bool?> RemoveSite(string siteId);

    [Alias("FindSite"), AlwaysInterleave]
    Task<SiteSettingsPage?> FindSite(string siteId);

    /// <param name="search">A part of the id or the name; null for all.</param>
    /// <param name="offset">Sites before the first, by id.</param>
    /// <param name="limit">Sites of the answer.</param>
    [Alias("ListSites"), AlwaysInterleave]
    Task<SiteSettingsPage?> ListSites(string? search, int offset, int limit);

    /// <summary>Keeps a key, of which the caller has the secret.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">SHA-256 of its secret.</param>
    /// <param name="onlyFirst">Do nothing if there is an operator's key already that allows anything.</param>
    /// <returns>Whether it was kept.</returns>
    [Alias("CreateKey"), AlwaysInterleave]
    Task<bool?> CreateKey(AccessKey key, byte[] hash, bool onlyFirst);

    /// <returns>Whether there is such a key.</returns>
    [Alias("RevokeKey"), AlwaysInterleave]
    Task<bool?> RevokeKey(Guid id);

    /// <summary>All keys, also revoked ones, the newest first.</summary>
    [Alias("ListKeys"), AlwaysInterleave]
    Task<ImmutableArray<AccessKey>?> ListKeys();

    /// <summary>Notes when keys were used.</summary>
    [Alias("NoteUses"), AlwaysInterleave]
    Task<bool> RecordUses(ImmutableArray<KeyUse> uses);

    /// <summary>Keeps what an operator is about to do.</summary>
    /// <returns>Its number.</returns>
    [Alias("BeginAct"), AlwaysInterleave]
    Task<long?> BeginAuditEntry(AuditEntry entry);

    /// <summary>Adds how it ended.</summary>
    [Alias("EndAct"), AlwaysInterleave]
    Task<bool> EndAuditEntry(long number, int status);

    /// <param name="before">Acts of lower numbers; null for the latest.</param>
    /// <param name="limit">Acts of the answer, the latest first.</param>
    [Alias("ListActs"), AlwaysInterleave]
    Task<ImmutableArray<AuditEntry>?> ListAuditEntries(long? before, int limit);
}
