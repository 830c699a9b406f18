using Footfall.Queue;
using Microsoft.Extensions.Options;

namespace Footfall.Collect;

/// <summary>Takes checked events to Redis. Uses nothing else, so events are accepted while every silo is down.</summary>
internal sealed class EventCollector
{
    private readonly PartitionWriter[] _writers;

    public EventCollector(QueueProducer queue, IOptions<CollectOptions> options, ILogger<PartitionWriter> logger)
    {
        var pending = new PendingBytes(options.Value.PendingBytes);
        _writers = [.. Enumerable.Range(0, SitePartition.Count)
            .Select(partition => new PartitionWriter(partition, queue, pending, options.Value, logger))];
    }

    /// <summary>Completes when Redis has answered for the event.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="view">The event; its bytes are copied before this returns.</param>
    public Task<CollectOutcome> AddAsync(ReadOnlySpan<byte> siteId, in EventView view) =>
        _writers[SitePartition.Of(siteId)].AddAsync(siteId, view);

    /// <summary>Completes when Redis has answered for what was refused of a site.</summary>
    public Task<CollectOutcome> AddAsync(byte[] siteId, IReadOnlyList<RefusalCount> refusals) =>
        _writers[SitePartition.Of(siteId)].AddAsync(siteId, refusals);

    /// <summary>Whether an event of the site was taken here not long ago.</summary>
    public bool IsKnown(byte[] siteId) => _writers[SitePartition.Of(siteId)].IsKnown(siteId);
}
