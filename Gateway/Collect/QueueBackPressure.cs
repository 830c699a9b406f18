using Footfall.Background;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Footfall.Collect;

/// <summary>
/// Monitors the total backlog in Redis. Above a limit the gateway refuses new events, so that no accepted event is ever
/// dropped.
/// </summary>
internal sealed partial class QueueBackPressure(
    IConnectionMultiplexer redis, QueueLength size, CollectMetrics metrics, IOptions<CollectOptions> options, TimeProvider timeProvider, ILogger<QueueBackPressure> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>When Redis last responded, as a timestamp of the clock; initially the start time.</summary>
    private long _answeredAt = timeProvider.GetTimestamp();

    /// <summary>Entries of all sites in Redis, as of the last response. Written by the loop, read by any thread, like the reason.</summary>
    private long? _entries;

    /// <summary>Why events are refused now, without a full stop, as shown to their sender; null when they are accepted.</summary>
    public string? Reason { get; private set; }

    /// <summary>The last known state of Redis.</summary>
    public QueueStatus Status => new(TimeProvider.GetElapsedTime(Volatile.Read(ref _answeredAt)), _entries, Reason);

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            Set(await FindReasonAsync());
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // A client that sends an event now gets the error from Redis itself.
        }
    }

    private async Task<string?> FindReasonAsync()
    {
        long entries = await size.CountEntriesAsync();
        metrics.RecordQueued(entries);
        _entries = entries;
        Volatile.Write(ref _answeredAt, TimeProvider.GetTimestamp());
        if (entries > options.Value.QueuedEntries)
        {
            return "The queue is at its limit of entries";
        }

        foreach (IServer server in redis.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            // A server that does not report its memory is warned about at startup.
            Dictionary<string, string> memory = (await server.InfoAsync("memory")).SelectMany(section => section).DistinctBy(fact => fact.Key).ToDictionary();
            long used = ReadNumber(memory, "used_memory");
            long max = ReadNumber(memory, "maxmemory");
            long limit = options.Value.RedisMemoryBytes > 0 ? options.Value.RedisMemoryBytes
                : max > 0 ? (long)(max * options.Value.RedisMemoryShare)
                : long.MaxValue;
            if (used > limit)
            {
                return "The queue's memory is at its limit";
            }
        }

        return null;
    }

    private static long ReadNumber(Dictionary<string, string> facts, string name) => long.TryParse(facts.GetValueOrDefault(name), out long number) ? number : 0;

    private void Set(string? reason)
    {
        if (reason is not null && Reason is null)
        {
            LogRefusing(reason);
        }
        else if (reason is null && Reason is not null)
        {
            LogTaking();
        }

        Reason = reason;
    }

    [LoggerMessage(1021, LogLevel.Warning, "Events are refused with 503: {Reason}. Accepted events are kept.")]
    private partial void LogRefusing(string reason);

    [LoggerMessage(1022, LogLevel.Information, "Events are accepted again.")]
    private partial void LogTaking();
}
