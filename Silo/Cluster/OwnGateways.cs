namespace Footfall.Cluster;

/// <summary>
/// Accepts calls only from this installation's gateways. A gateway of another one gets here if a silo of its own had this
/// silo's address before. Gateways of builds before 2026-12 do not identify their installation, and are accepted.
/// </summary>
internal sealed partial class OwnGateways(InstallationMark mark, ILogger<OwnGateways> logger) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        RequestContext.Get(InstallationMark.Name) is string theirs && !mark.IsOwn(theirs) ? InvokeIfOwnAsync(context, theirs) : context.Invoke();

    private async Task InvokeIfOwnAsync(IIncomingGrainCallContext context, string theirs)
    {
        if (!await mark.IsOwnAsync(theirs))
        {
            LogOtherInstallation(context.SourceId?.ToString() ?? "an unknown address");
            throw new OrleansException("This silo belongs to another installation than the gateway: it has the address of a silo that the gateway's Redis still lists.");
        }

        await context.Invoke();
    }

    [LoggerMessage(2064, LogLevel.Debug, "A call from {Gateway} was refused: the gateway belongs to another installation, or its Redis was just replaced.")]
    private partial void LogOtherInstallation(string gateway);
}
