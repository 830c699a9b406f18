namespace Footfall.Cluster;

internal sealed partial class MembershipKeeper
{
    [LoggerMessage(2061, LogLevel.Warning,
        "Redis has lost the cluster's membership: it was emptied, or restored to an older state. The membership was put back as of version {Version}, with {Silos} active silos.")]
    private partial void LogPutBack(long version, int silos);

    [LoggerMessage(2062, LogLevel.Debug, "The cluster's membership was not checked: {Reason} It is checked again in a second.")]
    private partial void LogSkipped(string reason);
}
