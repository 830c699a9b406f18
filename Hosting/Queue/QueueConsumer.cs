using System.Globalization;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// The silo's side of the queue: claims a ready site, reads its stream, trims committed entries, releases the claim.
/// Claims and releases only decide which silo works when; the counts do not depend on them.
/// </summary>
/// <param name="redis">The queue's server.</param>
/// <param name="keys">The queue's names there.</param>
/// <param name="random">The source of the claims' marks; null for the shared one.</param>
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

    /// <summary>The mark of each partition's last claim if its response was lost; otherwise null.</summary>
    private readonly string?[] _lostMarks = new string?[SitePartition.Count];

    /// <summary>Returns the partitions with sites to claim, now or later: one batch, so that an idle silo costs next to nothing.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<int[]> FindReadyAsync()
    {
        int[] partitions = [.. Enumerable.Range(0, SitePartition.Count)];
        long[] sites = await Task.WhenAll(partitions.Select(
            partition => _database.SortedSetLengthAsync(keys.Ready(partition), flags: CommandFlags.DemandMaster))).ConfigureAwait(false);
        return [.. partitions.Where(partition => sites[partition] > 0)];
    }

    /// <summary>
    /// Leases at most <paramref name="limit"/> due sites of a partition. Sites leased by a claim whose response was lost
    /// become due again at the partition's next claim.
    /// </summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
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

    /// <summary>Reads entries of a site's stream after an id, oldest first, on the master.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<StreamEntry[]> ReadAsync(int partition, SiteStreamRef member, EntryId after, int count) =>
        _database.StreamRangeAsync(StreamKey(partition, member), "(" + after, "+", count, Order.Ascending, CommandFlags.DemandMaster);

    /// <summary>Releases a claim.</summary>
    /// <param name="partition">The site's partition.</param>
    /// <param name="member">The claimed member.</param>
    /// <param name="token">The claim's token.</param>
    /// <param name="trimTo">The first id to keep; all earlier entries are committed. Null to trim nothing.</param>
    /// <param name="delay">The time until the site is due again, if it has entries left.</param>
    /// <param name="position">PostgreSQL's commit position to record; empty for no change.</param>
    /// <returns>The number of entries left.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
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

    /// <summary>Makes a delayed site due now.</summary>
    /// <returns>The number of its streams that were not due.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<long> ScheduleNowAsync(int partition, string siteId) => (long)await Schedule.RunAsync(
        _database, [keys.Clock(partition), keys.Ready(partition)], [siteId, keys.Wake(partition)]).ConfigureAwait(false);

    /// <summary>Reads a partition's time and epochs, as of one moment on the master.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<PartitionMetadata> ReadMetadataAsync(int partition)
    {
        var parts = (RedisValue[])(await Clock.RunAsync(_database, [keys.Clock(partition)], []).ConfigureAwait(false))!;
        string[] retired = ((string)parts[2]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string epoch = (string)parts[1]!;
        var now = DateTimeOffset.FromUnixTimeMilliseconds((long)parts[0]);
        return epoch.Length > 0 ? new PartitionMetadata(now, [epoch, .. retired], epoch) : new PartitionMetadata(now, retired);
    }

    /// <summary>Reads the backlog of a site's stream after its checkpoint.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<StreamBacklog> ReadBacklogAsync(int partition, SiteStreamRef member, EntryId checkpoint)
    {
        RedisResult reply = await Backlog.RunAsync(
            _database,
            [keys.Totals(partition), StreamKey(partition, member)],
            [QueueKeys.Member(member.Epoch, member.SiteId), checkpoint.ToString()]).ConfigureAwait(false);
        var parts = (RedisValue[])reply!;
        return new StreamBacklog(ParseId(parts[0]), ParseId(parts[1]), (long)parts[2]);
    }

    /// <summary>Moves a member that can never be drained from the ready set to the quarantine.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task QuarantineAsync(int partition, byte[] member) =>
        Quarantine.RunAsync(_database, [keys.Ready(partition), keys.Quarantined(partition)], [member]);

    private static EntryId? ParseId(RedisValue value) => EntryId.TryParse((byte[])value!, out EntryId id) ? id : null;

    private RedisKey StreamKey(int partition, SiteStreamRef member) =>
        keys.Stream(partition, QueueKeys.Member(member.Epoch, member.SiteId));
}

/// <summary>The result of a claim on a partition.</summary>
/// <param name="Token">The lease's end, in ms of Redis's clock; identifies the claim at release.</param>
/// <param name="NextDue">The time until the partition's next site is due; null when none waits.</param>
/// <param name="Members">The ready members now leased to the caller, as bytes, because they may contain anything.</param>
public sealed record QueueClaim(string Token, TimeSpan? NextDue, byte[][] Members);

/// <summary>A partition as of one moment.</summary>
/// <param name="Now">Redis's time.</param>
/// <param name="Epochs">Epochs that may have streams: the current one first, if any, then the retired ones, oldest first.</param>
/// <param name="Current">The current epoch; null when there is none.</param>
public sealed record PartitionMetadata(DateTimeOffset Now, IReadOnlyList<string> Epochs, string? Current = null);

/// <summary>The backlog of one stream.</summary>
/// <param name="Last">The last id that the stream ever assigned; null when there is no stream.</param>
/// <param name="First">The first uncommitted entry; null when none waits.</param>
/// <param name="Events">The number of uncommitted events.</param>
public readonly record struct StreamBacklog(EntryId? Last, EntryId? First, long Events);
