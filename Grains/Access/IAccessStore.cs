using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Drain;
using Footfall.Sites;

namespace Footfall.Access;

/// <summary>
/// Stores sites, keys and the audit log; see <see cref="IAccessGrain"/>. Every method throws <see cref="StoreUnavailableException"/> while
/// the store is unavailable.
/// </summary>
public interface IAccessStore
{
    Task<bool> PutSiteAsync(SiteSettings site, bool onlyNew);

    Task AddSiteAsync(string siteId);

    Task<bool> RemoveSiteAsync(string siteId);

    Task<SiteSettingsPage> FindSiteAsync(string siteId);

    Task<SiteSettingsPage> ListSitesAsync(string? search, int offset, int limit);

    Task<bool> CreateKeyAsync(AccessKey key, byte[] hash, bool onlyFirst);

    Task<bool> RevokeKeyAsync(Guid id);

    Task<ImmutableArray<AccessKey>> ListKeysAsync();

    Task RecordUsesAsync(ImmutableArray<KeyUse> uses);

    Task<long> BeginAuditEntryAsync(AuditEntry entry);

    Task EndAuditEntryAsync(long number, int status);

    Task<ImmutableArray<AuditEntry>> ListAuditEntriesAsync(long? before, int limit);
}
