using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Drain;
using Footfall.Sites;

namespace Footfall.Access;

/// <inheritdoc cref="IAccessGrain"/>
internal sealed class AccessGrain(IAccessStore store) : Grain, IAccessGrain
{
    public Task<bool?> PutSite(SiteSettings site, bool onlyNew) => Outage.OrNullAsync<bool?>(async () => await store.PutSiteAsync(site, onlyNew));

    public Task<bool> AddSite(string siteId) => Outage.OrFalseAsync(() => store.AddSiteAsync(siteId));

    public Task<bool?> RemoveSite(string siteId) => Outage.OrNullAsync<bool?>(async () => await store.RemoveSiteAsync(siteId));

    public Task<SiteSettingsPage?> FindSite(string siteId) => Outage.OrNullAsync<SiteSettingsPage?>(async () => await store.FindSiteAsync(siteId));

    public Task<SiteSettingsPage?> ListSites(string? search, int offset, int limit) =>
        Outage.OrNullAsync<SiteSettingsPage?>(async () => await store.ListSitesAsync(search, offset, limit));

    public Task<bool?> CreateKey(AccessKey key, byte[] hash, bool onlyFirst) =>
        Outage.OrNullAsync<bool?>(async () => await store.CreateKeyAsync(key, hash, onlyFirst));

    public Task<bool?> RevokeKey(Guid id) => Outage.OrNullAsync<bool?>(async () => await store.RevokeKeyAsync(id));

    public Task<ImmutableArray<AccessKey>?> ListKeys() => Outage.OrNullAsync<ImmutableArray<AccessKey>?>(async () => await store.ListKeysAsync());

    public Task<bool> RecordUses(ImmutableArray<KeyUse> uses) => Outage.OrFalseAsync(() => store.RecordUsesAsync(uses));

    public Task<long?> BeginAuditEntry(AuditEntry entry) => Outage.OrNullAsync<long?>(async () => await store.BeginAuditEntryAsync(entry));

    public Task<bool> EndAuditEntry(long number, int status) => Outage.OrFalseAsync(() => store.EndAuditEntryAsync(number, status));

    public Task<ImmutableArray<AuditEntry>?> ListAuditEntries(long? before, int limit) =>
        Outage.OrNullAsync<ImmutableArray<AuditEntry>?>(async () => await store.ListAuditEntriesAsync(before, limit));
}
