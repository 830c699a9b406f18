using System.Collections.Immutable;
using Orleans.Runtime.Services;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteActivationLocator"/>
internal sealed partial class SiteActivationLocator(IServiceProvider services, IClusterMembershipService membership, ILogger<SiteActivationLocator> logger)
    : GrainServiceClient<ISiteActivationService>(services), ISiteActivationLocator
{
    private IEnumerable<ClusterMember> Active => membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active);

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> siteIds)
    {
        ImmutableArray<string> asked = [.. siteIds];
        var found = new Dictionary<string, string>();
        foreach ((string silo, ImmutableArray<string> present) in await Task.WhenAll(Active.Select(member => QueryAsync(member, asked))))
        {
            foreach (string siteId in present)
            {
                found[siteId] = silo;
            }
        }

        return found;
    }

    public SiloAddress? FindSilo(string name) => Active.FirstOrDefault(member => member.Name == name)?.SiloAddress;

    private async Task<(string Silo, ImmutableArray<string> Present)> QueryAsync(ClusterMember silo, ImmutableArray<string> siteIds)
    {
        try
        {
            return (silo.Name, await GetGrainService(silo.SiloAddress).Find(siteIds));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            LogNoAnswer(silo.Name, e.Message);
            return (silo.Name, []);
        }
    }

    [LoggerMessage(2121, LogLevel.Debug, "Silo {Silo} did not report which sites are active on it: {Reason} They are shown without a silo.")]
    private partial void LogNoAnswer(string silo, string reason);
}
