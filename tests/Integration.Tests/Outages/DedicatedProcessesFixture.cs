using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Outages;

/// <summary>As its base, but the hosts may be killed and frozen, too.</summary>
public sealed class DedicatedProcessesFixture(Servers servers) : DedicatedServersFixture(servers)
{
    protected override Task<HostPool?> PoolAsync() => Task.FromResult<HostPool?>(null);
}
