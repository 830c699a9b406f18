using Footfall.Background;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>
/// Identifies the hosts of one installation to each other: by the cluster id and the current replication id of their Redis, which
/// changes at each restart and failover and which no other server has. A gateway that finds a silo of another installation behind
/// an address that one of its own silos once had can therefore detect it, even when everything on the disks is a copy.
/// </summary>
/// <remarks>While Redis is away both sides keep the marks they know.</remarks>
public sealed class InstallationMark(IConnectionMultiplexer redis, QueueKeys keys, StartupErrors startupErrors, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    /// <summary>Name of the request-context entry that carries the mark.</summary>
    public const string Name = "footfall.installation";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Number of marks accepted, earlier ones included: gateways learn of a new one up to a second later.</summary>
    private const int MarksKept = 4;

    private static readonly RedisScript Life = new("replication-id.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Marks, latest first. Replaced under the semaphore, read by calls.</summary>
    private volatile string[] _marks = [];

    /// <summary>The current mark; empty while none is known.</summary>
    public string Current => _marks is [var latest, ..] ? latest : "";

    /// <summary>Returns the current mark, read first if none is known; empty while Redis is away.</summary>
    public async ValueTask<string> GetAsync()
    {
        if (Current.Length == 0)
        {
            await ReadAsync(Interval).ConfigureAwait(false);
        }

        return Current;
    }

    /// <summary>Reads the mark once before the host serves calls.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(Interval).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether a mark is this installation's; asks Redis before returning false.</summary>
    public async ValueTask<bool> IsOwnAsync(string mark)
    {
        if (IsOwn(mark))
        {
            return true;
        }

        await ReadAsync(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
        return IsOwn(mark) || _marks.Length == 0;
    }

    /// <summary>Returns whether a mark is known to be this installation's.</summary>
    public bool IsOwn(string mark) => Array.IndexOf(_marks, mark) >= 0;

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => ReadAsync(Interval);

    /// <summary>Reads one at a time; a caller that waits for another's read longer than the limit uses the known marks.</summary>
    private async Task ReadAsync(TimeSpan limit)
    {
        if (!await _reading.WaitAsync(limit).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var answer = (string[])(await Life.RunAsync(_database, [keys.Store], []).ConfigureAwait(false))!;
            string mark = keys.Prefix + answer[0];
            if (mark != Current)
            {
                _marks = [mark, .. _marks.Take(MarksKept)];
            }

            if (answer[1].Length > 0 && answer[1] != keys.ClusterId && !startupErrors.HasAny)
            {
                startupErrors.Report(new StartupException(
                    $"{ClusterName.Setting}: the keys of {keys.ClusterId} in this Redis belong to cluster {answer[1]}, which still reads them there. "
                    + $"Set another cluster id for this installation. If no gateway of {answer[1]} is older than its silos any more, run: redis-cli DEL {keys.Store}"));
            }
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // The known marks stay valid.
        }
        finally
        {
            _reading.Release();
        }
    }
}
