using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueInspector"/>
internal sealed class RedisQueueInspector(QueueConsumer queue, BacklogScanner scanner) : IQueueInspector
{
    public Task<QueueSnapshot> ReadAsync(string siteId) => QueryAsync(async () =>
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

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => QueryAsync(async () =>
    {
        StreamBacklog backlog = await queue.ReadBacklogAsync(SitePartition.Of(siteId), new SiteStreamRef(epoch, siteId), checkpoint);
        return (backlog.Events, backlog.First);
    });

    public Task<BacklogTotals> ReadTotalsAsync() => QueryAsync(scanner.ReadTotalsAsync);

    public Task<BacklogBySite> ScanAsync() => QueryAsync(scanner.RunAsync);

    private static async Task<TResult> QueryAsync<TResult>(Func<Task<TResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }
}
