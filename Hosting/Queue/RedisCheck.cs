using Footfall.Startup;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>Waits for Redis at start, and makes sure that it keeps what it is given.</summary>
public sealed partial class RedisCheck(IConnectionMultiplexer redis, ILogger<RedisCheck> logger)
{
    /// <summary>Functions and flags of scripts that the queue uses came with it.</summary>
    private static readonly Version OldestRedis = new(7, 0);

    /// <summary>True once Redis has answered and passed.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Returns when every connected master has passed; waits while none answers.</summary>
    /// <exception cref="StartupFaultException">Redis would drop queued events, or is too old.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ResiliencePipeline retry = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RedisException>().Handle<TimeoutException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(2),
                OnRetry = attempt =>
                {
                    LogWaiting(attempt.AttemptNumber + 1, attempt.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        await retry.ExecuteAsync(async token => await CheckAsync().ConfigureAwait(false), cancellation).ConfigureAwait(false);
        HasPassed = true;
    }

    private async Task CheckAsync()
    {
        await redis.GetDatabase().PingAsync().ConfigureAwait(false);
        foreach (IServer server in redis.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            if (server.Version < OldestRedis)
            {
                throw new StartupFaultException(
                    $"{RedisConnection.Setting}: the server at {server.EndPoint} is Redis {server.Version}; Footfall needs {OldestRedis} or newer.");
            }

            Dictionary<string, string> facts = (await server.InfoAsync().ConfigureAwait(false))
                .SelectMany(section => section)
                .DistinctBy(fact => fact.Key)
                .ToDictionary();
            string policy = facts.GetValueOrDefault("maxmemory_policy", "noeviction");
            if (policy != "noeviction")
            {
                throw new StartupFaultException(
                    $"{RedisConnection.Setting}: the server at {server.EndPoint} has maxmemory-policy {policy}, which drops queued events "
                    + "when memory is short; run it with maxmemory-policy noeviction.");
            }

            if (facts.GetValueOrDefault("aof_enabled") == "0")
            {
                LogNotPersistent(server.EndPoint.ToString()!);
            }
        }
    }
}
