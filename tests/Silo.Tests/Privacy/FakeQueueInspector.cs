using Footfall.Freshness;
using Footfall.Queue;

namespace Footfall.Privacy;

/// <summary>The queue of one site: the unstored entries of one stream.</summary>
internal sealed class FakeQueueInspector(string epoch) : IQueueInspector
{
    /// <summary>The first entry in it; null for none.</summary>
    public EntryId? First { get; set; }

    /// <summary>The last id assigned.</summary>
    public EntryId Last { get; set; }

    public Task<QueueSnapshot> ReadAsync(string siteId) => Task.FromResult(new QueueSnapshot(
        DateTimeOffset.UnixEpoch, Last == EntryId.None ? [] : [new StreamSnapshot(epoch, Last, First)])
    {
        CurrentEpoch = epoch,
    });

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => Task.FromResult((0L, First));

    public Task<BacklogTotals> ReadTotalsAsync() => throw new NotSupportedException();

    public Task<BacklogBySite> ScanAsync() => throw new NotSupportedException();
}
