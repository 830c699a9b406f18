using System.Collections.Concurrent;
using System.Threading.Channels;
using Footfall.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Days;

/// <summary>
/// Brings the segments of busy sites on, one site after another, in the background. Pending work that is lost when a silo stops is found
/// again through the site's next events or its next question; days that are to be built again are also looked for.
/// </summary>
/// <remarks>Exact in every case, even if several silos do the same: see <see cref="SegmentMerge"/>; questions add all later events.</remarks>
internal sealed partial class SegmentBuilder(
    Database database, StoreAvailability availability, IOptions<DayOptions> options, TimeProvider timeProvider, ILogger<SegmentBuilder> logger)
    : BackgroundService, ICommitListener
{
    /// <summary>Pauses for this many times the duration of the last step, so that a flood of events gets most of PostgreSQL.</summary>
    private const int DelayFactor = 3;

    /// <summary>A segment is written again when it grows by this part.</summary>
    private const int DayShare = 50;

    private const int SitesPerSearch = 100;

    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(30);
    private static readonly string FindMissingSql = SqlText.Load("SegmentBuilder.FindMissing");

    private readonly Channel<string> _due = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Sites in the channel.</summary>
    private readonly ConcurrentDictionary<string, bool> _waiting = [];

    /// <inheritdoc/>
    /// <remarks>A site is due each time its events pass a multiple of <see cref="DayOptions.Events"/>.</remarks>
    public void RecordCommit(string siteId, int events, long stored)
    {
        if (stored / options.Value.Events != (stored - events) / options.Value.Events)
        {
            Record(siteId);
        }
    }

    /// <summary>Records an answered question about a site.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="later">Number of events in no segment.</param>
    /// <param name="isIncomplete">Whether days had to be read from their rows, or have another time zone than the site.</param>
    public void RecordQuestion(string siteId, long later, bool isIncomplete)
    {
        // Twice the threshold for commits: those events have been recorded, but perhaps by a silo that is gone.
        if (isIncomplete || later >= 2L * options.Value.Events)
        {
            Record(siteId);
        }
    }

    /// <summary>Brings the segments of a site on.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="isWhole">Whether also by a few events; otherwise they wait until they are worth writing a day's segment.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable, or another silo is at it.</exception>
    internal async Task BuildAsync(string siteId, bool isWhole, CancellationToken cancellation)
    {
        string timeZone = (await SiteSegments.ReadAsync(database, siteId, cancellation)).TimeZone;
        bool isMore = true;
        while (isMore)
        {
            long start = timeProvider.GetTimestamp();
            isMore = await RunStepAsync(siteId, timeZone, isWhole, cancellation);
            await Task.Delay(timeProvider.GetElapsedTime(start) * DelayFactor, timeProvider, cancellation);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(BuildDueAsync(stoppingToken), SearchAsync(stoppingToken));

    private async Task BuildDueAsync(CancellationToken cancellation)
    {
        await foreach (string siteId in _due.Reader.ReadAllAsync(cancellation))
        {
            await availability.WaitAsync(cancellation);
            await database.Durability.WaitAsync(cancellation);
            _waiting.TryRemove(siteId, out _);
            try
            {
                await BuildAsync(siteId, isWhole: false, cancellation);
            }
            catch (PostgresException e) when (SegmentMerge.IsDoneByAnother(e))
            {
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                LogFailed(siteId, e.Message);
                availability.Report(e);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One site's events must not end the silo; its questions are answered from the stored events.
                LogUnexpected(siteId, e);
            }
        }
    }

    /// <summary>Runs one step.</summary>
    /// <returns>Whether another one is needed.</returns>
    private async Task<bool> RunStepAsync(string siteId, string timeZone, bool isWhole, CancellationToken cancellation)
    {
        DateOnly damaged;
        try
        {
            await using SegmentMerge? step = await SegmentMerge.BeginAsync(database, siteId, timeZone, cancellation);
            if (step is null)
            {
                return false;
            }

            if (step.Later > 0 && (isWhole || step.Later >= Math.Max(options.Value.Events, await step.ReadBusiestDayAsync(cancellation) / DayShare)))
            {
                await step.AddCommitsAsync(cancellation);
                return true;
            }

            if (await step.RebuildAsync(cancellation))
            {
                return true;
            }

            await step.DropOthersAsync(cancellation);
            return false;
        }
        catch (DamagedDayException e) when (e.IsNewer)
        {
            LogNewer(siteId, e.Day);
            return false;
        }
        catch (DamagedDayException e)
        {
            LogDamaged(siteId, e.Day, e.InnerException!.Message);
            damaged = e.Day;
        }

        // A day that stays damaged, because its month is detached, is no reason to try again at once.
        await using SegmentMerge? repair = await SegmentMerge.BeginAsync(database, siteId, timeZone, cancellation);
        return repair is not null && (await repair.MarkMissingAsync([damaged], cancellation)).Count > 0;
    }

    /// <summary>Looks for days that are to be built again, such as after an erasure.</summary>
    private async Task SearchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SearchInterval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await availability.WaitAsync(cancellation);
                await using PooledConnection pooled = await database.Queries.OpenAsync(cancellation);
                await using NpgsqlBatch statement = pooled.CreateStatement(FindMissingSql, new NpgsqlParameter { Value = SitesPerSearch });
                await using NpgsqlDataReader reader = await statement.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    Record(reader.GetString(0));
                }
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                availability.Report(e);
            }
        }
    }

    private void Record(string siteId)
    {
        if (_waiting.TryAdd(siteId, true))
        {
            _due.Writer.TryWrite(siteId);
        }
    }

    [LoggerMessage(2171, LogLevel.Debug, "The day segments of site {SiteId} were not brought on: {Reason} They are with its next events.")]
    private partial void LogFailed(string siteId, string reason);

    [LoggerMessage(2172, LogLevel.Error, "The segment of day {Day} of site {SiteId} is damaged: {Reason}. It is built again from the stored events.")]
    private partial void LogDamaged(string siteId, DateOnly day, string reason);

    [LoggerMessage(2173, LogLevel.Debug, "The segment of day {Day} of site {SiteId} was written by a newer silo, which brings it on.")]
    private partial void LogNewer(string siteId, DateOnly day);

    [LoggerMessage(2175, LogLevel.Error, "The day segments of site {SiteId} could not be brought on. Its days are counted from the stored events; it is tried again with its next events.")]
    private partial void LogUnexpected(string siteId, Exception reason);
}
