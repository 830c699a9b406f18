using System.Net;
using Footfall.Background;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Health;

/// <summary>
/// Checks each second whether Redis would accept this host's writes. A server may respond and still accept none: a replica,
/// one whose memory or disk is full, one that is still loading its data.
/// </summary>
/// <remarks>The probe writes nothing: Redis decides before it runs a script, and this script is empty.</remarks>
public sealed class RedisProbe : PeriodicService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Consecutive failures that count as an outage, because a single late response is none.</summary>
    private const int FailuresOfAnOutage = 2;

    private readonly IConnectionMultiplexer _redis;
    private readonly RedisCheck _check;
    private readonly OngoingFaults _faults;
    private readonly FaultKind _kind;
    private readonly RedisScript _script;
    private int _unanswered;

    /// <param name="kind"><see cref="RedisFaults.TakesNoEvents"/> or <see cref="RedisFaults.GivesNoEvents"/>.</param>
    public RedisProbe(IConnectionMultiplexer redis, RedisCheck check, OngoingFaults faults, TimeProvider timeProvider, FaultKind kind)
        : base(Interval, timeProvider)
    {
        _redis = redis;
        _check = check;
        _faults = faults;
        _kind = kind;
        _script = new RedisScript(kind == RedisFaults.TakesNoEvents ? "probe-write.lua" : "probe-release.lua");
    }

    /// <summary>Until Redis has responded for the first time, the startup check reports on it.</summary>
    protected override Task RunOnceAsync(CancellationToken cancellation) => _check.HasPassed ? ProbeAsync() : Task.CompletedTask;

    private async Task ProbeAsync()
    {
        IServer[] connected = [.. _redis.GetServers().Where(server => server.IsConnected)];
        IServer[] masters = [.. connected.Where(server => !server.IsReplica)];

        // Replicas beside a master are not probed; one in the master's place reports itself as a replica.
        IServer[] asked = masters.Length > 0 ? masters : connected[..Math.Min(1, connected.Length)];
        string?[] answers = asked.Length == 0
            ? [NoAnswer()]
            : await Task.WhenAll(asked.Select(AskAsync)).ConfigureAwait(false);
        string? refusal = Array.Find(answers, answer => answer is not null);
        if (refusal is null)
        {
            _unanswered = 0;
            _faults.Clear(_kind);
        }
        else if (refusal != NoAnswer() || ++_unanswered >= FailuresOfAnOutage)
        {
            _faults.Fail(_kind, refusal);
        }
    }

    /// <returns>The reason why the server does not accept a write, as the server words it; null when it does.</returns>
    private async Task<string?> AskAsync(IServer server)
    {
        try
        {
            await _script.RunAsync(server).ConfigureAwait(false);
            return null;
        }
        catch (RedisServerException e)
        {
            return e.Message;
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            return NoAnswer();
        }
    }

    private string NoAnswer() => $"it does not answer at {string.Join(", ", _redis.GetEndPoints().Select(Name))}";

    private static string Name(EndPoint server) => server is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : server.ToString()!;
}
