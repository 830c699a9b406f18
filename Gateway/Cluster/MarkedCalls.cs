namespace Footfall.Cluster;

/// <summary>Says with each call which installation the gateway is of: silos answer no other's.</summary>
internal sealed class MarkedCalls(InstallationMark mark) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        RequestContext.Set(InstallationMark.Name, await mark.GetAsync());
        await context.Invoke();
    }
}
