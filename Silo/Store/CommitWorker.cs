using System.Threading.Channels;
using Footfall.Drain;
using Footfall.Telemetry;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Commits waiting batches, up to a size, in one transaction. Batches of sites that dwarf the others go into
/// a second one, so that a flood from one site does not delay the others' commits.
/// </summary>
internal sealed partial class CommitWorker(
    ChannelReader<PendingBatch> pending,
    Database database,
    EventPartitions partitions,
    StoreAvailability availability,
    WalRollbackDetector rollbackDetector,
    ICommitListener listener,
    StoreMetrics metrics,
    EventStoreOptions options,
    TimeProvider timeProvider,
    ILogger<CommitWorker> logger)
{
    /// <summary>
    /// Rows that a batch may have in any group: below about this many, sharing a commit costs the others less than
    /// a separate commit would.
    /// </summary>
    private const int RowsOfNoConcern = 100;

    /// <summary>Trace status of a transaction that failed or whose outcome is unknown.</summary>
    private const string Failed = "failed, or its outcome is unknown";

    private readonly List<PendingBatch> _group = [];
    private readonly BinaryCopyWriter _rows = new();

    /// <summary>Runs until no batch waits and the channel is completed.</summary>
    public async Task RunAsync()
    {
        while (await pending.WaitToReadAsync())
        {
            TakeGroup();
            List<PendingBatch> suspects = DrainSuspects();
            int small = CountSmall();
            await CommitAsync(_group[..small]);
            await CommitAsync(_group[small..]);
            foreach (PendingBatch suspect in suspects)
            {
                await CommitAsync([suspect]);
            }

            _group.Clear();
        }
    }

    private void TakeGroup()
    {
        int rows = 0;
        while (rows < options.RowsPerTransaction && _group.Count < options.SitesPerTransaction && pending.TryRead(out PendingBatch? next))
        {
            _group.Add(next);
            rows += next.Batch.Events;
        }
    }

    /// <summary>Removes batches from the group whose commits fail while others succeed: they would fail the whole group.</summary>
    private List<PendingBatch> DrainSuspects()
    {
        List<PendingBatch> suspects = _group.FindAll(member => availability.Commits.IsSuspect(member.Batch.SiteId));
        _group.RemoveAll(suspects.Contains);
        return suspects;
    }

    /// <summary>
    /// Sorts the group's batches by size and returns how many come before the first that has more than twice the
    /// rows of all smaller ones together. So no site's rows are most of what the others wait for, and sites of
    /// similar size, however busy, share one transaction.
    /// </summary>
    private int CountSmall()
    {
        _group.Sort((a, b) => a.Batch.Events.CompareTo(b.Batch.Events));
        long rows = 0;
        for (int small = 0; small < _group.Count; small++)
        {
            int next = _group[small].Batch.Events;
            if (small > 0 && next > RowsOfNoConcern && next > 2 * rows)
            {
                return small;
            }

            rows += next;
        }

        return _group.Count;
    }

    /// <summary>
    /// Commits a group and completes each batch with its outcome. Never throws: an unexpected failure is an unknown outcome. After
    /// PostgreSQL rejected a row, each batch is committed on its own, to find the row's site and spare the others.
    /// </summary>
    private async Task CommitAsync(List<PendingBatch> group)
    {
        if (group.Count == 0 || await TryCommitAsync(group, hasRefusedRow: false) is not { } refusal)
        {
            return;
        }

        if (group.Count == 1)
        {
            await TryCommitAsync(group, hasRefusedRow: true);
            return;
        }

        LogSplitting(group.Count, refusal.SqlState);
        foreach (PendingBatch member in group)
        {
            await CommitAsync([member]);
        }
    }

    /// <param name="group">The batches: at least one, and only one if it is poisoned.</param>
    /// <param name="hasRefusedRow">Whether PostgreSQL is known to reject a row, which becomes a dead letter.</param>
    /// <returns>The rejection of a row, after which no batch is complete; null when all are.</returns>
    private async Task<PostgresException?> TryCommitAsync(List<PendingBatch> group, bool hasRefusedRow)
    {
        long start = timeProvider.GetTimestamp();
        CommitSpans spans = CommitSpans.Start(group);
        Dictionary<Guid, CommittedSite>? committed = null;
        bool isDurable = true;
        try
        {
            await partitions.EnsureAsync(group.SelectMany(member => member.Batch.Months), CancellationToken.None);
            await using CommitTransaction transaction = await CommitTransaction.BeginAsync(database, _rows);
            committed = hasRefusedRow
                ? await transaction.CommitWithRefusedRowsAsync(group[0].Batch)
                : await transaction.CommitAsync([.. group.Select(member => member.Batch)]);
            isDurable = RecordDurability(transaction);
        }
        catch (PostgresException e) when (!hasRefusedRow && PostgresFault.IsOfData(e))
        {
            spans.End("a row was refused; the batches are committed apart");
            return e;
        }
        catch (Exception e)
        {
            RecordFailure(e, group);
        }

        spans.End(committed is null ? Failed : null);
        Complete(group, committed, isDurable, timeProvider.GetElapsedTime(start));
        return null;
    }

    /// <summary>Records the position only of a durable commit, because PostgreSQL must never fall behind it.</summary>
    private bool RecordDurability(CommitTransaction transaction)
    {
        if (transaction.IsDurable)
        {
            rollbackDetector.Record(transaction.Lsn);
        }

        return transaction.IsDurable;
    }

    /// <param name="group">The batches.</param>
    /// <param name="committed">Committed fencing tokens with the totals of their sites; null if the outcome is unknown.</param>
    /// <param name="isDurable">Whether the commits survive the loss of the server.</param>
    /// <param name="took">Duration of the transaction.</param>
    private void Complete(List<PendingBatch> group, Dictionary<Guid, CommittedSite>? committed, bool isDurable, TimeSpan took)
    {
        Measure(group, committed, took);
        if (committed is { Count: > 0 })
        {
            availability.Commits.Succeed(group.Where(member => committed.ContainsKey(member.Batch.FencingToken)).Select(member => member.Batch.SiteId));
        }

        foreach (PendingBatch member in group)
        {
            if (committed is null)
            {
                member.Complete(CommitOutcome.Unknown);
            }
            else if (committed.TryGetValue(member.Batch.FencingToken, out CommittedSite site))
            {
                member.Complete(isDurable ? CommitOutcome.Committed : CommitOutcome.CommittedHere);
                listener.RecordCommit(member.Batch.SiteId, member.Batch.Events, site.Stored);
            }
            else
            {
                member.Complete(CommitOutcome.NotCommitted);
            }
        }
    }

    private void Measure(List<PendingBatch> group, Dictionary<Guid, CommittedSite>? committed, TimeSpan took)
    {
        if (committed is null)
        {
            metrics.RecordFailure(took);
            return;
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        (long stored, long duplicates, long dead, long erased) = (0, 0, 0, 0);
        foreach (SiteBatch batch in group.Select(member => member.Batch))
        {
            if (committed.TryGetValue(batch.FencingToken, out CommittedSite site))
            {
                stored += batch.Events - site.Refused;
                duplicates += batch.Duplicates;
                erased += batch.Erased;
                dead += batch.DeadLetters.Sum(deadLetter => deadLetter.Events) + site.Refused;
                if (batch.Oldest is { } oldest)
                {
                    metrics.RecordDelay(oldest, now);
                }
            }
        }

        metrics.RecordCommit(took, stored, duplicates, dead, erased);
    }

    private void RecordFailure(Exception failure, List<PendingBatch> group)
    {
        if (failure is PostgresException postgres && PostgresFault.IsMissingPartition(postgres))
        {
            partitions.Clear();
        }

        LogFailed(group.Count, failure);
        availability.Commits.Fail(group.Select(member => member.Batch.SiteId), failure);
        availability.Report(failure);
    }
}
