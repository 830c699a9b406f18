using System.Threading.Channels;
using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>One of the silo's writers: takes all batches that wait, up to a size, into one transaction.</summary>
internal sealed partial class EventLane(
    ChannelReader<PendingBatch> pending,
    Database database,
    EventMonths months,
    StoreAvailability availability,
    StoreHistory history,
    EventStoreOptions options,
    ILogger<EventLane> logger)
{
    private readonly List<PendingBatch> _group = [];
    private readonly CopyRows _rows = new();

    /// <summary>Runs until no batch waits and none can come any more.</summary>
    public async Task RunAsync()
    {
        while (await pending.WaitToReadAsync())
        {
            TakeGroup();
            if (_group.Count > 0)
            {
                await CommitAsync(_group);
                _group.Clear();
            }
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

    /// <summary>Commits a group; tells each batch how it went. Never throws: whatever is not understood is unknown.</summary>
    private async Task CommitAsync(List<PendingBatch> group)
    {
        HashSet<Guid>? committed = null;
        try
        {
            await months.EnsureAsync(group.SelectMany(member => member.Batch.Months), CancellationToken.None);
            await using LaneTransaction transaction = await LaneTransaction.BeginAsync(database, _rows);
            committed = await transaction.CommitAsync([.. group.Select(member => member.Batch)]);
            history.Note(transaction.Lsn);
        }
        catch (PostgresException e) when (PostgresFault.IsOfData(e))
        {
            await CommitOneByOneAsync(group, e);
            return;
        }
        catch (Exception e)
        {
            NoteFailure(e, group.Count);
        }

        Complete(group, committed);
    }

    /// <summary>Some row of the group is refused for what it is: find whose, and spare the others.</summary>
    private async Task CommitOneByOneAsync(List<PendingBatch> group, PostgresException refusal)
    {
        if (group.Count > 1)
        {
            LogSplitting(group.Count, refusal.SqlState);
            foreach (PendingBatch member in group)
            {
                await CommitAsync([member]);
            }

            return;
        }

        HashSet<Guid>? committed = null;
        try
        {
            await using LaneTransaction transaction = await LaneTransaction.BeginAsync(database, _rows);
            committed = await transaction.CommitPoisonedAsync(group[0].Batch);
            history.Note(transaction.Lsn);
        }
        catch (Exception e)
        {
            NoteFailure(e, 1);
        }

        Complete(group, committed);
    }

    /// <param name="group">The batches.</param>
    /// <param name="committed">Fences that stand now; null when nobody knows.</param>
    private static void Complete(List<PendingBatch> group, HashSet<Guid>? committed)
    {
        foreach (PendingBatch member in group)
        {
            member.Complete(
                committed is null ? CommitOutcome.Unknown
                : committed.Contains(member.Batch.CommitId) ? CommitOutcome.Committed
                : CommitOutcome.Refused);
        }
    }

    private void NoteFailure(Exception failure, int sites)
    {
        if (failure is PostgresException postgres && PostgresFault.IsMissingPartition(postgres))
        {
            months.Forget();
        }

        LogFailed(sites, failure);
        availability.Report(failure);
    }
}
