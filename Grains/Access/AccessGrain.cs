using System.Collections.Immutable;
using Footfall.Audit;
using Footfall.Drain;
using Footfall.Sites;

namespace Footfall.Access;

/// <inheritdoc cref="IAccessGrain"/>
internal sealed class AccessGrain(IAccessStore store) : Grain, IAccessGrain
{
    public Task<bool?> PutSite(SiteSettings site, bool onlyNew) => AskAsync<bool?>(async () => await store.PutSiteAsync(site, onlyNew));

    public Task<bool> AddSite(string siteId) => DoAsync(() => store.AddSiteAsync(siteId));

    public Task<bool?> RemoveSite(string siteId) => AskAsync<bool?>(async () => await store.RemoveSiteAsync(siteId));

    public Task<SiteSettingsPage?> FindSite(string siteId) => AskAsync<SiteSettingsPage?>(async () => await store.FindSiteAsync(siteId));

    public Task<SiteSettingsPage?> ListSites(string? search, int offset, int limit) =>
        AskAsync<SiteSettingsPage?>(async () => await store.ListSitesAsync(search, offset, limit));

    public Task<bool?> CreateKey(AccessKey key, byte[] hash, bool onlyFirst) =>
        AskAsync<bool?>(async () => await store.CreateKeyAsync(key, hash, onlyFirst));

    public Task<bool?> RevokeKey(Guid id) => AskAsync<bool?>(async () => await store.RevokeKeyAsync(id));

    public Task<ImmutableArray<AccessKey>?> ListKeys() => AskAsync<ImmutableArray<AccessKey>?>(async () => await store.ListKeysAsync());

    public Task<bool> RecordUses(ImmutableArray<KeyUse> uses) => DoAsync(() => store.RecordUsesAsync(uses));

    public Task<long?> BeginAuditEntry(AuditEntry act) => AskAsync<long?>(async () => await store.BeginAuditEntryAsync(act));

    public Task<bool> EndAuditEntry(long number, int status) => DoAsync(() => store.EndAuditEntryAsync(number, status));

    public Task<ImmutableArray<AuditEntry>?> ListAuditEntries(long? before, int limit) =>
        AskAsync<ImmutableArray<AuditEntry>?>(async () => await store.ListAuditEntriesAsync(before, limit));

    private static async Task<bool> DoAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StoreUnavailableException)
        {
            return default;
        }
    }
}
