using System.Net;
using Footfall.Redis;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Footfall.Health;

/// <summary>
/// Asks Redis each second whether it would take what this host writes. A server may well answer and take nothing: a
/// replica, one whose memory or disk is full, one that still reads its data.
/// </summary>
/// <remarks>It writes nothing: Redis decides before it runs a script, and this one is empty.</remarks>
public sealed class RedisProbe : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>So many in a row, since a single late answer is no outage.</summary>
    private const int FailuresOfAnOutage = 2;

    private readonly IConnectionMultiplexer _redis;
    private readonly RedisCheck _check;
    private readonly OngoingFaults _faults;
    private readonly TimeProvider _timeProvider;
    private readonly FaultKind _kind;
    private readonly RedisScript _script;
    private int _unanswered;

    /// <param name="kind"><see cref="RedisFaults.TakesNoEvents"/> or <see cref="RedisFaults.GivesNoEvents"/>.</param>
    public RedisProbe(IConnectionMultiplexer redis, RedisCheck check, OngoingFaults faults, TimeProvider timeProvider, FaultKind kind)
    {
        _redis = redis;
        _check = check;
        _faults = faults;
        _timeProvider = timeProvider;
        _kind = kind;
        _script = new RedisScript(kind == RedisFaults.TakesNoEvents ? "probe-write.lua" : "probe-release.lua");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            // Until it has answered for the first time, the check at the start tells of it.
            if (_check.HasPassed)
            {
                await ProbeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task ProbeAsync()
    {
        IServer[] connected = [.. _redis.GetServers().Where(server => server.IsConnected)];
        IServer[] masters = [.. connected.Where(server => !server.IsReplica)];

        // Of replicas beside a master nothing is asked; one that stands in the master's place says so itself.
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

    /// <returns>Why the server does not take a write, in its words; null when it does.</returns>
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
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return NoAnswer();
        }
    }

    private string NoAnswer() => $"it does not answer at {string.Join(", ", _redis.GetEndPoints().Select(Name))}";

    private static string Name(EndPoint server) => server is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : server.ToString()!;
}
