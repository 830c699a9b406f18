using System.Text;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Entries under the names that all cluster ids once shared. They are moved to the cluster's own names in place, each stream in one
/// atomic step. Gateways of the former build may keep running: the next round moves what they enqueue there.
/// </summary>
/// <param name="redis">The queue's server.</param>
/// <param name="former">The formerly shared names.</param>
/// <param name="present">The cluster's own names.</param>
public sealed class LegacyStreams(IConnectionMultiplexer redis, QueueKeys former, QueueKeys present)
{
    private const int StreamsAtOnce = 100;

    private static readonly RedisScript Move = new("move.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly QueueConsumer _consumer = new(redis, former);
    private readonly ReadySetRepair _sweep = new(redis, former);

    /// <summary>Returns the partitions that have waiting entries.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<int[]> FindReadyAsync() => _consumer.FindReadyAsync();

    /// <summary>Returns the epochs that may have streams under the former names.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<string[]> FindEpochsAsync()
    {
        PartitionMetadata[] clocks = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count).Select(_consumer.ReadMetadataAsync)).ConfigureAwait(false);
        return [.. clocks.SelectMany(clock => clock.Epochs).Distinct()];
    }

    /// <summary>Adds a partition's streams that are missing from the ready set to it.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<long> MoveAllAsync(int partition, CancellationToken cancellation) => _sweep.RunAsync(partition, cancellation);

    /// <summary>Moves a partition's waiting streams, except those whose earlier entries still wait under the present names.</summary>
    /// <returns>The number of streams moved.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<long> MoveAsync(int partition)
    {
        RedisValue[] members = await _database
            .SortedSetRangeByRankAsync(former.Ready(partition), flags: CommandFlags.DemandMaster).ConfigureAwait(false);
        long moved = 0;
        foreach (RedisValue[] some in members.Chunk(StreamsAtOnce))
        {
            RedisKey[] names =
            [
                .. NamesOf(former, partition),
                .. NamesOf(present, partition),
                .. some.SelectMany(member => new[] { StreamKey(former, partition, member), StreamKey(present, partition, member) }),
            ];
            moved += (long)await Move.RunAsync(_database, names, [present.Wake(partition), .. some]).ConfigureAwait(false);
        }

        return moved;
    }

    private static RedisKey[] NamesOf(QueueKeys keys, int partition) =>
        [keys.Clock(partition), keys.Ready(partition), keys.Totals(partition), keys.Quarantined(partition)];

    /// <summary>Builds the key from bytes, because members may be any bytes.</summary>
    private static RedisKey StreamKey(QueueKeys keys, int partition, RedisValue member) =>
        (byte[])[.. Encoding.ASCII.GetBytes(keys.Stream(partition, "")), .. (byte[])member!];
}
