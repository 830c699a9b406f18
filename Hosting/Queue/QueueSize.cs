using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>How much waits in the whole queue.</summary>
public sealed class QueueSize(IConnectionMultiplexer redis)
{
    private const int MembersAtOnce = 256;

    private readonly QueueConsumer _consumer = new(redis);
    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Entries in the streams of all partitions, as the scripts have counted them.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<long> CountEntriesAsync()
    {
        RedisValue[] counts = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count)
            .Select(partition => _database.HashGetAsync(QueueKeys.Clock(partition), "entries"))).ConfigureAwait(false);
        return counts.Sum(count => (long)count);
    }

    /// <summary>
    /// Events in all streams, with those that are stored but not yet trimmed; the time of the oldest entry, and
    /// Redis's time.
    /// </summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<(long Events, DateTimeOffset? Oldest, DateTimeOffset Now)> CountEventsAsync()
    {
        QueueClock clock = await _consumer.ReadClockAsync(0).ConfigureAwait(false);
        long events = 0;
        ulong? oldest = null;
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            RedisValue[] members = await _database
                .SortedSetRangeByRankAsync(QueueKeys.Ready(partition), flags: CommandFlags.DemandMaster).ConfigureAwait(false);
            foreach (RedisValue[] page in members.Chunk(MembersAtOnce))
            {
                foreach (StreamBacklog backlog in await Task.WhenAll(page.Select(member => ReadAsync(partition, member))).ConfigureAwait(false))
                {
                    events += backlog.Events;
                    oldest = backlog.First is { } first && !(first.Ms >= oldest) ? first.Ms : oldest;
                }
            }
        }

        // An entry may be later than the clock: it was stepped back, or another program chose the id.
        var now = (ulong)clock.Now.ToUnixTimeMilliseconds();
        return (events, oldest is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(ms, now)) : null, clock.Now);
    }

    private async Task<StreamBacklog> ReadAsync(int partition, RedisValue member) =>
        ReadyMember.TryParse((byte[])member!, out ReadyMember site)
            ? await _consumer.ReadBacklogAsync(partition, site, EntryId.None).ConfigureAwait(false)
            : default;
}
