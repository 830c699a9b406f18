using System.Collections.Immutable;
using Footfall.Drain;

namespace Footfall.Access;

/// <summary>Keeps sites, keys and acts; see <see cref="IAccessGrain"/>. Every method throws <see cref="StoreUnavailableException"/> while the store is away.</summary>
public interface IAccessStore
{
    Task<bool> PutSiteAsync(RegisteredSite site, bool onlyNew);

    Task AddSiteAsync(string siteId);

    Task<bool> RemoveSiteAsync(string siteId);

    Task<RegisteredSites> FindSiteAsync(string siteId);

    Task<RegisteredSites> ListSitesAsync(string? search, int offset, int most);

    Task<bool> CreateKeyAsync(AccessKey key, byte[] hash, bool onlyFirst);

    Task<bool> RevokeKeyAsync(Guid id);

    Task<ImmutableArray<AccessKey>> ListKeysAsync();

    Task NoteUsesAsync(ImmutableArray<KeyUse> uses);

    Task<long> BeginActAsync(Act act);

    Task EndActAsync(long number, int status);

    Task<ImmutableArray<Act>> ListActsAsync(long? before, int most);
}
