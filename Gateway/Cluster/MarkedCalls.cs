namespace Footfall.Cluster;

/// <summary>Marks each call with the gateway's installation: silos reject calls of any other.</summary>
internal sealed class MarkedCalls(InstallationMark mark) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        RequestContext.Set(InstallationMark.Name, await mark.GetAsync());
        await context.Invoke();
    }
}
