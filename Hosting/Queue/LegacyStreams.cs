using System.Text;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// What waits under the names that all cluster ids once shared. It is moved to the cluster's own names in place, stream by stream,
/// each in one step; gateways of the former build may go on, and what they put there is moved by the next round.
/// </summary>
/// <param name="redis">The queue's server.</param>
/// <param name="former">The names that were shared.</param>
/// <param name="present">The cluster's own.</param>
public sealed class LegacyStreams(IConnectionMultiplexer redis, QueueKeys former, QueueKeys present)
{
    private const int StreamsAtOnce = 100;

    private static readonly RedisScript Move = new("move.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly QueueConsumer _consumer = new(redis, former);
    private readonly ReadySetRepair _sweep = new(redis, former);

    /// <summary>The partitions in which something waits.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task<int[]> FindReadyAsync() => _consumer.FindReadyAsync();

    /// <summary>The epochs that may have streams there.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<string[]> FindEpochsAsync()
    {
        PartitionMetadata[] clocks = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count).Select(_consumer.ReadMetadataAsync)).ConfigureAwait(false);
        return [.. clocks.SelectMany(clock => clock.Epochs).Distinct()];
    }

    /// <summary>Makes streams of a partition ready that are not.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<long> MoveAllAsync(int partition, CancellationToken cancellation) => _sweep.RunAsync(partition, cancellation);

    /// <summary>Moves what waits in a partition, but for streams whose former entries still wait under the present names.</summary>
    /// <returns>How many streams were moved.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
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

    /// <summary>Members may be any bytes.</summary>
    private static RedisKey StreamKey(QueueKeys keys, int partition, RedisValue member) =>
        (byte[])[.. Encoding.ASCII.GetBytes(keys.Stream(partition, "")), .. (byte[])member!];
}
