using Footfall.Cluster;
using Footfall.Drain;
using Footfall.Redis;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Before 2026-12 the queues of all cluster ids shared the same names. A cluster with a non-default id takes over
/// entries that wait there if they are certainly its own, and keeps checking: gateways of older builds put entries there
/// until they are replaced.
/// </summary>
/// <remarks>
/// The queue is its own if those names were assigned to it. While they have no owner, this installation takes them if
/// the default cluster id was never in use in this Redis, and either PostgreSQL has checkpoints of those streams, or no other
/// cluster id was in use either. The first one takes all.
/// </remarks>
internal sealed partial class LegacyQueueMigrator(
    IConnectionMultiplexer redis,
    QueueKeys keys,
    Database database,
    StoreAvailability availability,
    WalRollbackDetector rollbackDetector,
    TimeProvider timeProvider,
    ILogger<LegacyQueueMigrator> logger) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(15);

    /// <summary>How long it checks often after finding entries, or after startup.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(10);

    private static readonly string HasCheckpointsSql = SqlText.Load("LegacyQueueMigrator.HasCheckpoints");

    private readonly LegacyStreams _queue = new(redis, QueueKeys.Default, keys);
    private readonly QueueStore _owner = new(redis, QueueKeys.Default);
    private bool _hasWarned;
    private int _sweptPartition;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (keys.ClusterId == QueueKeys.DefaultClusterId)
        {
            return;
        }

        await availability.WaitAsync(stoppingToken);
        long found = timeProvider.GetTimestamp();
        while (true)
        {
            if (await TryRoundAsync(stoppingToken) > 0)
            {
                found = timeProvider.GetTimestamp();
            }

            await Task.Delay(timeProvider.GetElapsedTime(found) < Busy ? Often : Seldom, timeProvider, stoppingToken);
        }
    }

    private async Task<long> TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            return availability.IsUp ? await RunRoundAsync(cancellation) : 0;
        }
        catch (Exception e) when (RedisFault.IsOutage(e) || e is QueueUnavailableException || PostgresFault.IsOfStore(e))
        {
            LogSkipped(e.Message);
            return 0;
        }
    }

    private async Task<long> RunRoundAsync(CancellationToken cancellation)
    {
        QueueOwner? owner = await _owner.ReadOwnerAsync();
        if (owner?.MovedTo == keys.ClusterId)
        {
            // Streams whose site is not in the ready set are found one partition at a time.
            _sweptPartition = (_sweptPartition + 1) % SitePartition.Count;
            await _queue.MoveAllAsync(_sweptPartition, cancellation);
        }

        int[] partitions = await _queue.FindReadyAsync();
        if (partitions.Length == 0 || !await IsOwnAsync(owner, cancellation))
        {
            return 0;
        }

        long moved = 0;
        foreach (int partition in partitions)
        {
            moved += await _queue.MoveAsync(partition);
        }

        if (moved > 0)
        {
            LogMoved(moved, QueueKeys.Default.Prefix, keys.Prefix);
        }

        return moved;
    }

    private async Task<bool> IsOwnAsync(QueueOwner? owner, CancellationToken cancellation)
    {
        if (owner is not null || rollbackDetector.Ownership.Installation is not { } own)
        {
            // A copy of the installation has the same id, but another cluster id.
            return owner?.MovedTo == keys.ClusterId && owner.Id == rollbackDetector.Ownership.Installation;
        }

        if (await IsEvidentAsync(cancellation) && await _owner.AdoptAsync(own, database.Target, keys.ClusterId))
        {
            LogTaken(QueueKeys.Default.Prefix, keys.ClusterId);
            return true;
        }

        if (!_hasWarned)
        {
            _hasWarned = true;
            LogNotTaken(QueueKeys.Default.Prefix, keys.ClusterId, _owner.Key, own);
        }

        return false;
    }

    /// <summary>Returns whether the entries were certainly meant for this cluster.</summary>
    private async Task<bool> IsEvidentAsync(CancellationToken cancellation)
    {
        HashSet<string> clusters = await FindClustersAsync(cancellation);
        clusters.Remove(keys.ClusterId);
        clusters.Remove(keys.ClusterId + "/2");
        return !clusters.Contains(QueueKeys.DefaultClusterId) && (clusters.Count == 0 || await HasCheckpointsAsync(cancellation));
    }

    /// <summary>Returns the ids of all Orleans clusters that ever used this Redis.</summary>
    private async Task<HashSet<string>> FindClustersAsync(CancellationToken cancellation)
    {
        const string Members = RedisMembership.ServiceId + "/members/";
        var clusters = new HashSet<string>();
        foreach (IServer server in redis.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            await foreach (RedisKey key in server.KeysAsync(redis.GetDatabase().Database, Members + "*", 1000).WithCancellation(cancellation))
            {
                clusters.Add(((string)key!)[Members.Length..]);
            }
        }

        return clusters;
    }

    private async Task<bool> HasCheckpointsAsync(CancellationToken cancellation)
    {
        string[] epochs = await _queue.FindEpochsAsync();
        await using PooledConnection pooled = await database.Queries.OpenAsync(cancellation);
        await using NpgsqlBatch command = pooled.CreateStatement(
            HasCheckpointsSql, new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = epochs });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    [LoggerMessage(2151, LogLevel.Information, "{Streams} streams were moved from {Former} to {Present}.")]
    private partial void LogMoved(long streams, string former, string present);

    [LoggerMessage(2152, LogLevel.Information, "The entries under {Former}, the key names that earlier builds gave every cluster, are taken over by cluster {Cluster}.")]
    private partial void LogTaken(string former, string cluster);

    [LoggerMessage(2153, LogLevel.Warning,
        "Entries wait under {Former}, the key names that earlier builds gave every cluster, and more than one cluster may have written them: they are left alone. If all "
        + "of them belong to cluster {Cluster}, run: redis-cli HSET {Key} id {Installation} moved {Cluster}")]
    private partial void LogNotTaken(string former, string cluster, string key, string installation);

    [LoggerMessage(2154, LogLevel.Debug, "The former key names were not checked: {Reason} They are checked again in a moment.")]
    private partial void LogSkipped(string reason);
}
