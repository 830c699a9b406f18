using System.Collections.Immutable;
using Footfall.Freshness;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueInspector"/>
internal sealed class RedisQueueInspector(QueueConsumer queue, BacklogScanner scanner) : IQueueInspector
{
    public Task<QueueSnapshot> ReadAsync(string siteId) => QueueCalls.RunAsync(async () =>
    {
        int partition = SitePartition.Of(siteId);
        PartitionMetadata metadata = await queue.ReadMetadataAsync(partition);
        ImmutableArray<StreamSnapshot>.Builder streams = ImmutableArray.CreateBuilder<StreamSnapshot>();
        foreach (string epoch in metadata.Epochs)
        {
            StreamBacklog backlog = await queue.ReadBacklogAsync(partition, new SiteStreamRef(epoch, siteId), EntryId.None);
            if (backlog.Last is { } last)
            {
                streams.Add(new StreamSnapshot(epoch, last, backlog.First));
            }
        }

        return new QueueSnapshot(metadata.Now, streams.DrainToImmutable()) { CurrentEpoch = metadata.Current };
    });

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => QueueCalls.RunAsync(async () =>
    {
        StreamBacklog backlog = await queue.ReadBacklogAsync(SitePartition.Of(siteId), new SiteStreamRef(epoch, siteId), checkpoint);
        return (backlog.Events, backlog.First);
    });

    public Task<BacklogTotals> ReadTotalsAsync() => QueueCalls.RunAsync(scanner.ReadTotalsAsync);

    public Task<BacklogBySite> ScanAsync() => QueueCalls.RunAsync(scanner.RunAsync);
}
