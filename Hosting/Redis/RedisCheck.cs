using System.Net;
using Footfall.Background;
using Footfall.Queue;
using Footfall.Startup;
using Microsoft.Extensions.Logging;
using Polly;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>Waits for Redis at start, and verifies that it supports what is needed and keeps the data it is given.</summary>
/// <param name="redis">The queue's server.</param>
/// <param name="logger">The log for what is not a fault, but should be known.</param>
/// <param name="options">The connection options; null omits the server's own words when it refuses all connections.</param>
/// <param name="replicas">The requirements on its replicas; null in a host that accepts no events.</param>
/// <param name="keys">The installation's names; null for those of the default cluster id.</param>
public sealed partial class RedisCheck(
    IConnectionMultiplexer redis, ILogger<RedisCheck> logger, ConfigurationOptions? options = null, ReplicaGuard? replicas = null,
    QueueKeys? keys = null)
{
    /// <summary>The version that introduced the script functions and flags that the queue uses.</summary>
    private static readonly Version OldestRedis = new(7, 0);

    /// <summary>True once Redis has responded and passed.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Returns when every connected master has passed; waits while none responds.</summary>
    /// <exception cref="StartupException">Redis lacks what is needed, or would drop queued events.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ResiliencePipeline retry = RetryForever.Create(
            RedisFault.IsOutage,
            delay: TimeSpan.FromMilliseconds(250),
            maxDelay: TimeSpan.FromSeconds(2),
            (failures, last) => LogWaiting(failures, last.Message));
        await retry.ExecuteAsync(async token => await CheckAsync().ConfigureAwait(false), cancellation).ConfigureAwait(false);
        HasPassed = true;
    }

    private async Task CheckAsync()
    {
        try
        {
            await redis.GetDatabase().PingAsync(CommandFlags.DemandMaster).ConfigureAwait(false);
        }
        catch (RedisException) when (options is not null)
        {
            if (await RedisHandshakeProbe.FindRefusalAsync(options).ConfigureAwait(false) is { } refusal)
            {
                // The fault is in the server's settings or ours: fixing the server's must not require a restart of this host.
                throw new RedisException($"the server at {Describe(refusal.Server)} refuses connections: {refusal.Words.TrimEnd('.')}.");
            }

            throw;
        }

        IServer[] masters = [.. redis.GetServers().Where(server => server.IsConnected && !server.IsReplica)];
        foreach (IServer server in masters)
        {
            await CheckAsync(server).ConfigureAwait(false);
        }

        if (await new RedisCapabilityCheck(redis, keys ?? QueueKeys.Default).FindMissingAsync().ConfigureAwait(false) is { } missing)
        {
            throw Fault(masters[0].EndPoint, missing);
        }

        if (masters is [{ ServerType: ServerType.Standalone }, ..] && redis.GetEndPoints().Length > 1)
        {
            LogSeveralServers();
        }
    }

    private async Task CheckAsync(IServer server)
    {
        Dictionary<string, string> facts = await ReadFactsAsync(server).ConfigureAwait(false);
        // Valkey's own version numbers continue from Redis 7.2; its redis_version field is the version it is compatible with.
        if (Version.TryParse(facts.GetValueOrDefault("redis_version"), out Version? version) && version < OldestRedis)
        {
            throw Fault(server.EndPoint, $"is Redis {version}; Footfall needs {OldestRedis} or newer");
        }

        if (!facts.ContainsKey("master_replid"))
        {
            throw Fault(server.EndPoint, "reports no master_replid in INFO replication, by which Footfall recognises a restarted or replaced server. "
                + "Use Redis 7.0 or newer, or Valkey");
        }

        string policy = facts.GetValueOrDefault("maxmemory_policy", "noeviction");
        if (policy != "noeviction")
        {
            throw Fault(server.EndPoint, $"has maxmemory-policy {policy}, which drops queued events when memory is short; run it with maxmemory-policy noeviction");
        }

        string name = Describe(server.EndPoint);
        if (!facts.ContainsKey("used_memory") || !facts.ContainsKey("maxmemory_policy"))
        {
            LogMemoryUnknown(name);
        }

        if (facts.GetValueOrDefault("aof_enabled") == "0")
        {
            LogNotPersistent(name);
        }

        WarnOfReplicas(name, facts);
    }

    private void WarnOfReplicas(string name, Dictionary<string, string> facts)
    {
        if (replicas is null)
        {
            return;
        }

        int connected = int.TryParse(facts.GetValueOrDefault("connected_slaves"), out int number) ? number : 0;
        bool hasFailover = connected > 0 || options?.Tunnel is SentinelTunnel;
        // Redis reports the number of good replicas only if it is configured to require any.
        bool isGuarded = replicas.Least > 0 || facts.ContainsKey("min_slaves_good_slaves");
        if (hasFailover && !isGuarded)
        {
            LogUnguarded(name, connected);
        }
        else if (hasFailover && !replicas.Waits)
        {
            LogNotAcknowledged(name);
        }
        else if (replicas.Least > 0 && connected < replicas.Least)
        {
            LogTooFewReplicas(name, connected, replicas.Least);
        }
        else if (replicas.Waits && connected > replicas.Least)
        {
            LogSomeReplicas(name, replicas.Least, connected);
        }
    }

    /// <summary>Reads the fields of INFO; some servers report fewer than Redis does.</summary>
    private static async Task<Dictionary<string, string>> ReadFactsAsync(IServer server)
    {
        try
        {
            return (await server.InfoAsync().ConfigureAwait(false)).SelectMany(section => section).DistinctBy(fact => fact.Key).ToDictionary();
        }
        catch (RedisServerException e) when (!RedisScript.WasNotExecuted(e))
        {
            throw new StartupException(
                $"{RedisConnection.Setting}: the server at {server.EndPoint} refuses INFO: {e.Message.TrimEnd('.')}. Allow it (ACL: +info).");
        }
    }

    private StartupException Fault(EndPoint server, string what) =>
        new($"{RedisConnection.Setting}: the server at {Describe(server)} {what}.");

    /// <summary>Returns the server's address, also where the Sentinels name it.</summary>
    private string Describe(EndPoint server) =>
        options?.Tunnel is SentinelTunnel { Master: { } master } ? SentinelClient.Describe(master) : SentinelClient.Describe(server);
}
