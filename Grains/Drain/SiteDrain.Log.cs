using Microsoft.Extensions.Logging;

namespace Footfall.Drain;

internal sealed partial class SiteDrain
{
    [LoggerMessage(3001, LogLevel.Debug, "A commit of site {SiteId} ended with {Outcome}; its state is read again at the next drain.")]
    private partial void LogNotCommitted(string siteId, CommitOutcome outcome);

    [LoggerMessage(3002, LogLevel.Debug, "Site {SiteId} cannot be drained now: {Reason} Its events wait in the queue.")]
    private partial void LogUnavailable(string siteId, string reason);

    [LoggerMessage(3003, LogLevel.Debug, "The last commit of site {SiteId} is not confirmed to be durable; its entries stay in the queue.")]
    private partial void LogUnconfirmed(string siteId);
}
