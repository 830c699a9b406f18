using System.Collections.Concurrent;
using System.Threading.Channels;
using Footfall.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Stats;

/// <summary>
/// Updates the roll-ups of busy sites one after another, in the background. Pending work that is lost when a silo
/// stops is found again through the site's next events or its next query.
/// </summary>
/// <remarks>
/// Exact in every case, even if several silos do the same: a transaction advances the roll-ups together with the commit up to which
/// they count, from its previous value, under a lock on it; and queries add the events of all later commits.
/// </remarks>
internal sealed partial class RollUps(
    Database database, StoreAvailability availability, IOptions<RollUpOptions> options, TimeProvider timeProvider, ILogger<RollUps> logger)
    : BackgroundService, ICommitListener
{
    /// <summary>Pauses for this many times the duration of the last roll-up, so that a flood of events gets most of PostgreSQL.</summary>
    private const int DelayFactor = 3;

    private readonly Channel<string> _due = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Sites in the channel.</summary>
    private readonly ConcurrentDictionary<string, bool> _waiting = [];

    /// <inheritdoc/>
    /// <remarks>A site is due each time its events pass a multiple of <see cref="RollUpOptions.Events"/>.</remarks>
    public void RecordCommit(string siteId, int events, long stored)
    {
        if (stored / options.Value.Events != (stored - events) / options.Value.Events)
        {
            Record(siteId);
        }
    }

    /// <summary>Records an answered query of a site.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="unsummed">Number of events not in its roll-ups.</param>
    public void RecordQuery(string siteId, long unsummed)
    {
        // Twice the threshold for commits: those events have been recorded, but perhaps by a silo that is gone.
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

    [LoggerMessage(2081, LogLevel.Debug, "The roll-ups of site {SiteId} were not updated: {Reason} They are updated with its next events.")]
    private partial void LogFailed(string siteId, string reason);
}
