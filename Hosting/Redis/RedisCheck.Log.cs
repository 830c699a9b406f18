using Microsoft.Extensions.Logging;

namespace Footfall.Redis;

public sealed partial class RedisCheck
{
    [LoggerMessage(4001, LogLevel.Warning, "Redis does not answer (attempt {Attempt}): {Reason} Trying again.")]
    private partial void LogWaiting(int attempt, string reason);

    [LoggerMessage(4002, LogLevel.Warning,
        "Redis at {Server} keeps no append-only file: events that wait in the queue are lost if it stops. Run it with appendonly yes.")]
    private partial void LogNotPersistent(string server);

    [LoggerMessage(4010, LogLevel.Warning,
        "Redis at {Server} can be replaced by a replica (connected now: {Replicas}), and nothing protects the events that it confirms: those that a "
        + "replica does not have yet, and all that an old master accepts before it learns of its successor, are lost. Set Collect:MinReplicas and "
        + "Collect:Acknowledge=Replica, or min-replicas-to-write in Redis.")]
    private partial void LogUnguarded(string server, int replicas);

    [LoggerMessage(4011, LogLevel.Warning,
        "Redis at {Server} confirms events before its replicas have them: a failover loses what they lack. Collect:Acknowledge=Replica waits for them.")]
    private partial void LogNotAcknowledged(string server);

    [LoggerMessage(4012, LogLevel.Warning,
        "Redis at {Server} has {Connected} replicas, but Collect:MinReplicas requires {Least}: events are refused with 503 until as many are connected.")]
    private partial void LogTooFewReplicas(string server, int connected, int least);

    [LoggerMessage(4013, LogLevel.Information,
        "Redis at {Server} confirms events when {Least} of its {Connected} replicas have them. A failover to another one, or one from a master that still "
        + "runs, can lose confirmed events; Collect:MinReplicas={Connected} prevents that.")]
    private partial void LogSomeReplicas(string server, int least, int connected);

    [LoggerMessage(4014, LogLevel.Warning,
        "REDIS_URL names several servers that are not a Redis Cluster. After a failover, the old master may be mistaken for the current one; name the "
        + "Sentinels instead: redis+sentinel://host:port,host:port/master.")]
    private partial void LogSeveralServers();

    [LoggerMessage(4015, LogLevel.Warning,
        "Redis at {Server} does not report its memory use or its eviction policy: Collect:RedisMemoryShare has no effect. Make sure "
        + "that it runs with maxmemory-policy noeviction.")]
    private partial void LogMemoryUnknown(string server);
}
