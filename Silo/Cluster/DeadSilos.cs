using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>
/// Declares silos dead that ended without leaving the cluster, before this one becomes active. Orleans replaces those
/// that ended at this silo's own address; for others it waits until they look stale, which takes a minute and a half.
/// </summary>
/// <remarks>
/// A silo is declared dead only if it used to say each second that it lives, has stopped doing so, and nothing listens
/// at its address; or, should something listen there, if it has been silent for much longer, as Orleans itself would
/// judge a frozen one. A silo that never said so is of an older build and is left to Orleans. A mistake costs a
/// restart of that silo and no event: the fence of each site in PostgreSQL does not depend on who is alive.
/// </remarks>
internal sealed partial class DeadSilos(
    SiloHeartbeats heartbeats,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider timeProvider,
    ILogger<DeadSilos> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Three heartbeats.</summary>
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(3);

    /// <summary>The longest wait for silos whose state is not clear yet.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Silence of a silo whose address still accepts connections: as long as it takes others to declare it dead.</summary>
    private TimeSpan FrozenAfter => options.Value.MaxProbeTimeout * (options.Value.NumMissedProbesLimit + 1);

    /// <summary>After the silo is known to the cluster, and before it checks that it reaches all others.</summary>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(DeadSilos), ServiceLifecycleStage.ApplicationServices, RemoveAsync);

    private async Task RemoveAsync(CancellationToken cancellation)
    {
        long start = timeProvider.GetTimestamp();
        HashSet<SiloAddress> dead = [];
        while (await FindUnclearAsync(dead) && timeProvider.GetElapsedTime(start) < Limit)
        {
            await Task.Delay(Pause, timeProvider, cancellation);
        }

        // The cluster's table is changed by a queue of Orleans's; to go on before would have this silo ask the dead.
        while (dead.Any(silo => membership.CurrentSnapshot.GetSiloStatus(silo) != SiloStatus.Dead) && timeProvider.GetElapsedTime(start) < Limit)
        {
            await Task.Delay(Pause, timeProvider, cancellation);
        }
    }

    /// <summary>Declares dead those that are, and adds them to the set.</summary>
    /// <returns>Whether there are others that may be dead.</returns>
    private async Task<bool> FindUnclearAsync(HashSet<SiloAddress> dead)
    {
        SiloAddress[] others =
        [
            .. membership.CurrentSnapshot.Members.Values
                .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.None))
                .Select(member => member.SiloAddress)
                .Where(silo => !silo.Endpoint.Equals(self.SiloAddress.Endpoint) && !dead.Contains(silo)),
        ];
        if (others.Length == 0)
        {
            return false;
        }

        IReadOnlyDictionary<string, TimeSpan> silences;
        try
        {
            silences = await heartbeats.ReadAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return true;
        }

        State[] states = await Task.WhenAll(others.Select(async silo =>
            silences.TryGetValue(silo.ToString(), out TimeSpan silence) ? await JudgeAsync(silo, silence) : State.Alive));
        foreach ((SiloAddress silo, State state) in others.Zip(states))
        {
            if (state == State.Dead && await membership.TryKill(silo))
            {
                LogDead(silo, silences[silo.ToString()].TotalSeconds);
                dead.Add(silo);
            }
        }

        return states.Contains(State.Unclear);
    }

    private async Task<State> JudgeAsync(SiloAddress silo, TimeSpan silence)
    {
        bool isListening = await IsListeningAsync(silo);
        return silence >= (isListening ? FrozenAfter : DeadAfter) ? State.Dead
            : isListening && silence < DeadAfter ? State.Alive
            : State.Unclear;
    }

    private async Task<bool> IsListeningAsync(SiloAddress silo)
    {
        using var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(ConnectLimit, timeProvider);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(2063, LogLevel.Information,
        "Silo {Silo} ended without leaving the cluster: it was last heard of {Seconds:0} s ago. It is declared dead, and its sites are taken over.")]
    private partial void LogDead(SiloAddress silo, double seconds);

    private enum State
    {
        Alive,
        Unclear,
        Dead,
    }
}
