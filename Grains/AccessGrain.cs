using System.Collections.Immutable;
using Footfall.Access;
using Footfall.Drain;

namespace Footfall;

/// <inheritdoc cref="IAccessGrain"/>
internal sealed class AccessGrain(IAccessStore store) : Grain, IAccessGrain
{
    public Task<bool?> PutSite(RegisteredSite site, bool onlyNew) => AskAsync<bool?>(async () => await store.PutSiteAsync(site, onlyNew));

    public Task<bool> AddSite(string siteId) => DoAsync(() => store.AddSiteAsync(siteId));

    public Task<bool?> RemoveSite(string siteId) => AskAsync<bool?>(async () => await store.RemoveSiteAsync(siteId));

    public Task<RegisteredSites?> FindSite(string siteId) => AskAsync<RegisteredSites?>(async () => await store.FindSiteAsync(siteId));

    public Task<RegisteredSites?> ListSites(string? search, int offset, int most) =>
        AskAsync<RegisteredSites?>(async () => await store.ListSitesAsync(search, offset, most));

    public Task<bool?> CreateKey(AccessKey key, byte[] hash, bool onlyFirst) =>
        AskAsync<bool?>(async () => await store.CreateKeyAsync(key, hash, onlyFirst));

    public Task<bool?> RevokeKey(Guid id) => AskAsync<bool?>(async () => await store.RevokeKeyAsync(id));

    public Task<ImmutableArray<AccessKey>?> ListKeys() => AskAsync<ImmutableArray<AccessKey>?>(async () => await store.ListKeysAsync());

    public Task<bool> NoteUses(ImmutableArray<KeyUse> uses) => DoAsync(() => store.NoteUsesAsync(uses));

    public Task<long?> BeginAct(Act act) => AskAsync<long?>(async () => await store.BeginActAsync(act));

    public Task<bool> EndAct(long number, int status) => DoAsync(() => store.EndActAsync(number, status));

    public Task<ImmutableArray<Act>?> ListActs(long? before, int most) =>
        AskAsync<ImmutableArray<Act>?>(async () => await store.ListActsAsync(before, most));

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
