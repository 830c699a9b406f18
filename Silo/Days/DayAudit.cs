using Footfall.Drain;
using Footfall.Store;
using Npgsql;

namespace Footfall.Days;

/// <inheritdoc cref="IDayAudit"/>
internal sealed partial class DayAudit(
    Database database, StoreCommands store, DayReader days, SegmentBuilder builder, TimeProvider timeProvider, ILogger<DayAudit> logger) : IDayAudit
{
    /// <summary>Bounds what PostgreSQL sorts at once, and the answers in memory.</summary>
    private const int DaysPerQuery = 31;

    /// <summary>Bounds the message to the gateway.</summary>
    private const int MaxDifferences = 1000;

    /// <summary>How long days are tried to be built again, which another silo or an erasure may hold up; within the caller's patience.</summary>
    private static readonly TimeSpan MendLimit = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    public async Task<AuditResult> AuditAsync(string siteId, bool mend)
    {
        DayComparison found = await CompareAsync(siteId);
        var result = new AuditResult(found.TimeZone, found.Days, found.Differences.Count, [.. found.Differences.Take(MaxDifferences)]);
        if (found.Differences.Count == 0)
        {
            return result;
        }

        LogDifferences(siteId, found.Differences.Count, found.Differences[0].Day, mend ? "The days are built again." : "Nothing was changed.");
        if (!mend)
        {
            return result;
        }

        await MendAsync(siteId, found.TimeZone, [.. found.Differences.Select(difference => difference.Day).Distinct()]);
        return result with { Left = (await CompareAsync(siteId)).Differences.Count };
    }

    /// <summary>Compares all days of a site in one snapshot, so that commits, merges and erasures meanwhile make no difference.</summary>
    private Task<DayComparison> CompareAsync(string siteId) => store.QuerySnapshotAsync(async connection =>
    {
        // No event is that old; the answer only says which zone the days have.
        string timeZone = (await days.ReadAsync(connection, siteId, DateOnly.FromDateTime(DateTime.UnixEpoch), DateOnly.FromDateTime(DateTime.UnixEpoch))).TimeZone;
        DateTime since = await DayRecount.ReadSinceAsync(connection, siteId);
        var comparison = new DayComparison(timeZone);
        foreach (DateOnly[] run in (await DayRecount.FindDaysAsync(connection, siteId, since, timeZone)).Chunk(DaysPerQuery))
        {
            await DayRecount.CountAsync(connection, siteId, since, run, comparison);
            foreach (StoredDay day in (await days.ReadAsync(connection, siteId, run[0], run[^1])).Days)
            {
                comparison.AddAnswered(day);
            }

            comparison.Finish();
        }

        return comparison;
    });

    /// <exception cref="StoreUnavailableException">PostgreSQL did not answer, or the segments were in use all the time.</exception>
    private async Task MendAsync(string siteId, string timeZone, IReadOnlyCollection<DateOnly> differing)
    {
        using var limit = new CancellationTokenSource(MendLimit, timeProvider);
        try
        {
            await database.Durability.WaitAsync(limit.Token);
            await RetryAsync(() => MarkMissingAsync(siteId, timeZone, differing, limit.Token), limit.Token);
            await RetryAsync(() => builder.BuildAsync(siteId, isWhole: true, limit.Token), limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || PostgresFault.IsOfStore(e))
        {
            throw new StoreUnavailableException("The days could not be built again now; a silo does it later.", e);
        }
    }

    private async Task MarkMissingAsync(string siteId, string timeZone, IReadOnlyCollection<DateOnly> differing, CancellationToken cancellation)
    {
        await using SegmentMerge? step = await SegmentMerge.BeginAsync(database, siteId, timeZone, cancellation);
        if (step is not null)
        {
            await step.MarkMissingAsync(differing, cancellation);
        }
    }

    /// <summary>Repeats a change while another silo, or this one's background work, has the segments.</summary>
    private async Task RetryAsync(Func<Task> change, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await change();
                return;
            }
            catch (PostgresException e) when (SegmentMerge.IsDoneByAnother(e))
            {
                await Task.Delay(RetryInterval, timeProvider, cancellation);
            }
        }
    }

    [LoggerMessage(2176, LogLevel.Error, "An audit of site {SiteId} found {Count} figures, the first on {Day}, that differ from its stored events. {Next}")]
    private partial void LogDifferences(string siteId, int count, DateOnly day, string next);
}
