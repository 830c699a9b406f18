using System.Globalization;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// The silo's side of the queue: claim a ready site, read its stream, drop what is committed, give it back.
/// Claims and releases only steer who works when; the counts do not depend on them.
/// </summary>
/// <param name="redis">The queue's server.</param>
/// <param name="keys">The queue's names there.</param>
/// <param name="random">Gives claims their marks; null for the shared one.</param>
public sealed class QueueConsumer(IConnectionMultiplexer redis, QueueKeys keys, Random? random = null)
{
    private static readonly RedisScript Claim = new("claim.lua");
    private static readonly RedisScript Release = new("release.lua");
    private static readonly RedisScript Quarantine = new("quarantine.lua");
    private static readonly RedisScript Schedule = new("schedule-now.lua");

    private static readonly RedisScript Clock = new("partition-metadata.lua");
    private static readonly RedisScript Backlog = new("backlog.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly Random _random = random ?? Random.Shared;

    /// <summary>The mark of each partition's last claim, if its answer was lost; else null.</summary>
    private readonly string?[] _lostMarks = new string?[SitePartition.Count];

    /// <summary>The partitions that have sites to claim, now or later: in one go, so that an idle silo costs next to nothing.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<int[]> FindReadyAsync()
    {
        int[] partitions = [.. Enumerable.Range(0, SitePartition.Count)];
        long[] sites = await Task.WhenAll(partitions.Select(
            partition => _database.SortedSetLengthAsync(keys.Ready(partition), flags: CommandFlags.DemandMaster))).ConfigureAwait(false);
        return [.. partitions.Where(partition => sites[partition] > 0)];
    }

    /// <summary>
    /// Leases at most <paramref name="limit"/> due sites of a partition. What a claim leased whose answer was lost is
    /// due again at the partition's next one.
    /// </summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<QueueClaim> ClaimAsync(int partition, int limit, TimeSpan lease)
    {
        string mark = _random.Next(1, 1000).ToString("D3", CultureInfo.InvariantCulture);
        RedisValue[] parts;
        try
        {
            parts = (RedisValue[])(await Claim.RunAsync(
                _database,
                [keys.Clock(partition), keys.Ready(partition)],
                [limit, (long)lease.TotalMilliseconds, mark, _lostMarks[partition] ?? ""]).ConfigureAwait(false))!;
        }
        catch (Exception e) when (!RedisScript.WasNotExecuted(e))
        {
            _lostMarks[partition] = mark;
            throw;
        }

        _lostMarks[partition] = null;
        var members = new byte[parts.Length - 2][];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = (byte[])parts[i + 2]!;
        }

        long wait = (long)parts[1];
        return new QueueClaim((string)parts[0]!, wait < 0 ? null : TimeSpan.FromMilliseconds(wait), members);
    }

    /// <summary>Entries of a site's stream after an id, oldest first, read on the master.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<StreamEntry[]> ReadAsync(int partition, SiteStreamRef member, EntryId after, int count) =>
        _database.StreamRangeAsync(StreamKey(partition, member), "(" + after, "+", count, Order.Ascending, CommandFlags.DemandMaster);

    /// <summary>Gives a claim back.</summary>
    /// <param name="partition">The site's partition.</param>
    /// <param name="member">The claimed member.</param>
    /// <param name="token">The claim's token.</param>
    /// <param name="trimTo">The first id to keep: all before it is committed. Null to trim nothing.</param>
    /// <param name="delay">How long until the site is due again, if it has entries left.</param>
    /// <param name="position">How far PostgreSQL has committed, to be remembered; empty for nothing new.</param>
    /// <returns>How many entries are left.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<long> ReleaseAsync(
        int partition, SiteStreamRef member, string token, EntryId? trimTo, TimeSpan delay, string position = "")
    {
        RedisResult left = await Release.RunAsync(
            _database,
            [keys.Clock(partition), keys.Ready(partition), keys.Totals(partition), StreamKey(partition, member)],
            [
                QueueKeys.Member(member.Epoch, member.SiteId),
                token,
                trimTo?.ToString() ?? "",
                ((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
                position,
            ]).ConfigureAwait(false);
        return (long)left;
    }

    /// <summary>Makes a site that rests due now.</summary>
    /// <returns>How many of its streams were not due.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<long> ScheduleNowAsync(int partition, string siteId) => (long)await Schedule.RunAsync(
        _database, [keys.Clock(partition), keys.Ready(partition)], [siteId, keys.Wake(partition)]).ConfigureAwait(false);

    /// <summary>A partition's time and epochs, as of one moment on the master.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<PartitionMetadata> ReadMetadataAsync(int partition)
    {
        var parts = (RedisValue[])(await Clock.RunAsync(_database, [keys.Clock(partition)], []).ConfigureAwait(false))!;
        string[] retired = ((string)parts[2]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string epoch = (string)parts[1]!;
        var now = DateTimeOffset.FromUnixTimeMilliseconds((long)parts[0]);
        return epoch.Length > 0 ? new PartitionMetadata(now, [epoch, .. retired], epoch) : new PartitionMetadata(now, retired);
    }

    /// <summary>What waits in a site's stream after its checkpoint.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<StreamBacklog> ReadBacklogAsync(int partition, SiteStreamRef member, EntryId checkpoint)
    {
        RedisResult reply = await Backlog.RunAsync(
            _database,
            [keys.Totals(partition), StreamKey(partition, member)],
            [QueueKeys.Member(member.Epoch, member.SiteId), checkpoint.ToString()]).ConfigureAwait(false);
        var parts = (RedisValue[])reply!;
        return new StreamBacklog(ParseId(parts[0]), ParseId(parts[1]), (long)parts[2]);
    }

    /// <summary>Takes a member that can never be drained out of the ready set, and remembers it.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task QuarantineAsync(int partition, byte[] member) =>
        Quarantine.RunAsync(_database, [keys.Ready(partition), keys.Quarantined(partition)], [member]);

    private static EntryId? ParseId(RedisValue value) => EntryId.TryParse((byte[])value!, out EntryId id) ? id : null;

    private RedisKey StreamKey(int partition, SiteStreamRef member) =>
        keys.Stream(partition, QueueKeys.Member(member.Epoch, member.SiteId));
}
