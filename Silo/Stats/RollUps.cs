using System.Collections.Concurrent;
using System.Threading.Channels;
using Footfall.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Stats;

/// <summary>
/// Brings the sums of busy sites up to date, one site after another, in the background. What is forgotten when a silo
/// ends is noticed again with the site's next events, or by the next question about it.
/// </summary>
/// <remarks>
/// Exact whatever happens, and whoever else does the same: sums move in one transaction with the commit up to which they
/// go, from that one's value before, under a lock on it; and answers add the events of all later commits.
/// </remarks>
internal sealed partial class RollUps(
    Database database, StoreAvailability availability, IOptions<RollUpOptions> options, TimeProvider timeProvider, ILogger<RollUps> logger) : BackgroundService
{
    /// <summary>Rests this many times as long as the last site took, so that a flood of events gets the most of PostgreSQL.</summary>
    private const int DelayFactor = 3;

    private readonly Channel<string> _due = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Those in the channel.</summary>
    private readonly ConcurrentDictionary<string, bool> _waiting = [];

    /// <summary>A commit was made; the site is due each time that its events pass a multiple of <see cref="RollUpOptions.Events"/>.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="events">Events of the commit.</param>
    /// <param name="stored">Events of the site, those included.</param>
    public void RecordCommit(string siteId, int events, long stored)
    {
        if (stored / options.Value.Events != (stored - events) / options.Value.Events)
        {
            Record(siteId);
        }
    }

    /// <summary>A question about a site was answered.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="unsummed">Events that are not in its sums.</param>
    public void RecordQuery(string siteId, long unsummed)
    {
        // Twice as many as a commit makes it due for: those have been noted, but perhaps by a silo that is gone.
        if (unsummed >= 2L * options.Value.Events)
        {
            Record(siteId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (string siteId in _due.Reader.ReadAllAsync(stoppingToken))
        {
            await availability.WaitAsync(stoppingToken);
            await database.Durability.WaitAsync(stoppingToken);
            _waiting.TryRemove(siteId, out _);
            long start = timeProvider.GetTimestamp();
            try
            {
                await SiteRollUp.RunAsync(database, siteId, stoppingToken);
                availability.Commits.RecordRollUps(null);
            }
            catch (PostgresException e) when (SiteRollUp.IsDoneByAnother(e))
            {
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                LogFailed(siteId, e.Message);
                availability.Commits.RecordRollUps(e);
                availability.Report(e);
            }

            await Task.Delay(timeProvider.GetElapsedTime(start) * DelayFactor, timeProvider, stoppingToken);
        }
    }

    private void Record(string siteId)
    {
        if (_waiting.TryAdd(siteId, true))
        {
            _due.Writer.TryWrite(siteId);
        }
    }

    [LoggerMessage(2081, LogLevel.Debug, "The sums of site {SiteId} were not brought up to date: {Reason} They will be with its next events.")]
    private partial void LogFailed(string siteId, string reason);
}
