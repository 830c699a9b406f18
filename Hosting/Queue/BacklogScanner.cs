using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Scans the whole backlog of the queue. One call covers many streams, so that a queue of 100,000 sites takes some
/// 400 calls, none of which holds Redis for more than a few milliseconds.
/// </summary>
/// <remarks>The cost grows with the number of waiting sites: repeated scans need pauses in between.</remarks>
public sealed class BacklogScanner(IConnectionMultiplexer redis, QueueKeys keys)
{
    private const int StreamsAtOnce = 256;

    /// <summary>Redis runs one connection's pipeline without a break: that saves time with few sites, but must stay short.</summary>
    private const int PartitionsAtOnce = 8;

    private const int ValuesPerStream = 3;

    private static readonly RedisScript Scan = new("scan-backlog.lua");

    private readonly QueueConsumer _consumer = new(redis, keys);
    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Reads the backlog of each site.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<BacklogBySite> RunAsync()
    {
        var all = new Dictionary<string, QueuedEvents>();
        DateTimeOffset now = await VisitAsync(sites =>
        {
            foreach ((string siteId, QueuedEvents queued) in sites)
            {
                all.Add(siteId, queued);
            }
        }).ConfigureAwait(false);
        return new BacklogBySite(now, all);
    }

    /// <summary>Reads the backlog of all sites together, without holding each site's in memory.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<BacklogTotals> ReadTotalsAsync()
    {
        long events = 0;
        int count = 0;
        DateTimeOffset? oldest = null;
        DateTimeOffset now = await VisitAsync(sites =>
        {
            count += sites.Count;
            foreach (QueuedEvents queued in sites.Values)
            {
                events += queued.Events;
                oldest = queued.Oldest < oldest || oldest is null ? queued.Oldest : oldest;
            }
        }).ConfigureAwait(false);
        return new BacklogTotals(events, count, oldest, now);
    }

    /// <summary>Visits the backlog of each partition's sites, one partition at a time; returns Redis's time.</summary>
    private async Task<DateTimeOffset> VisitAsync(Action<Dictionary<string, QueuedEvents>> visit)
    {
        PartitionMetadata metadata = await _consumer.ReadMetadataAsync(0).ConfigureAwait(false);
        foreach (int[] partitions in (await _consumer.FindReadyAsync().ConfigureAwait(false)).Chunk(PartitionsAtOnce))
        {
            Dictionary<string, QueuedEvents>[] found =
                await Task.WhenAll(partitions.Select(partition => ScanAsync(partition, metadata.Now))).ConfigureAwait(false);
            Array.ForEach(found, visit);
        }

        return metadata.Now;
    }

    private async Task<Dictionary<string, QueuedEvents>> ScanAsync(int partition, DateTimeOffset now)
    {
        var sites = new Dictionary<string, QueuedEvents>();
        RedisValue[] members = await _database
            .SortedSetRangeByRankAsync(keys.Ready(partition), flags: CommandFlags.DemandMaster).ConfigureAwait(false);
        foreach (RedisValue[] page in members.Chunk(StreamsAtOnce))
        {
            await ScanAsync(partition, page, now, sites).ConfigureAwait(false);
        }

        return sites;
    }

    private async Task ScanAsync(int partition, RedisValue[] page, DateTimeOffset now, Dictionary<string, QueuedEvents> sites)
    {
        var names = new List<RedisKey>(page.Length + 1) { keys.Totals(partition) };
        var arguments = new List<RedisValue>(page.Length);
        var siteIds = new List<string>(page.Length);
        foreach (RedisValue member in page)
        {
            if (SiteStreamRef.TryParse((byte[])member!, out SiteStreamRef site) && SitePartition.Of(site.SiteId) == partition)
            {
                siteIds.Add(site.SiteId);
                arguments.Add(member);
                names.Add(keys.Stream(partition, QueueKeys.Member(site.Epoch, site.SiteId)));
            }
        }

        if (siteIds.Count == 0)
        {
            return;
        }

        var found = (RedisValue[])(await Scan.RunAsync(_database, [.. names], [.. arguments]).ConfigureAwait(false))!;
        for (int at = 0; at < found.Length; at += ValuesPerStream)
        {
            string siteId = siteIds[(int)found[at] - 1];
            DateTimeOffset oldest = EntryId.TryParse((byte[])found[at + 1]!, out EntryId first) ? TimeOf(first, now) : now;
            var queued = new QueuedEvents((long)found[at + 2], oldest);

            // A site has one stream for each epoch of Redis in which it received events.
            sites[siteId] = sites.TryGetValue(siteId, out QueuedEvents other)
                ? new QueuedEvents(queued.Events + other.Events, queued.Oldest < other.Oldest ? queued.Oldest : other.Oldest)
                : queued;
        }
    }

    /// <summary>An entry may be later than the clock: the clock was stepped back, or another program chose the id.</summary>
    private static DateTimeOffset TimeOf(EntryId entry, DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(entry.Ms, (ulong)now.ToUnixTimeMilliseconds()));
}
