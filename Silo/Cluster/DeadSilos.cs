using System.Net.Sockets;
using Footfall.Redis;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Footfall.Cluster;

/// <summary>
/// Declares silos dead that ended without leaving the cluster, before this one becomes active. Orleans replaces those
/// that ended at this silo's own address; for others it waits until they look stale, which takes a minute and a half.
/// </summary>
/// <remarks>
/// A silo is declared dead only if it used to send a heartbeat each second, has stopped, and nothing listens
/// at its address; or, if something listens there, if it has been silent for much longer, by the measure that Orleans itself
/// uses for a frozen silo. A silo without any heartbeat is of an older build and left to Orleans. A mistake costs a
/// restart of that silo but no event: the fencing token of each site in PostgreSQL does not depend on which silos are alive.
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

    /// <summary>Maximum wait for silos whose state is unclear.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Silence after which a silo that still accepts connections is dead: as long as other silos take to declare it dead.
    /// </summary>
    private TimeSpan FrozenAfter => options.Value.MaxProbeTimeout * (options.Value.NumMissedProbesLimit + 1);

    /// <summary>Runs after the cluster knows the silo, and before the silo checks that it reaches all others.</summary>
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

        // Orleans updates the cluster's table through a queue; continuing earlier would make this silo contact dead ones.
        while (dead.Any(silo => membership.CurrentSnapshot.GetSiloStatus(silo) != SiloStatus.Dead) && timeProvider.GetElapsedTime(start) < Limit)
        {
            await Task.Delay(Pause, timeProvider, cancellation);
        }
    }

    /// <summary>Declares dead silos dead, and adds them to the set.</summary>
    /// <returns>Whether other silos may be dead.</returns>
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
        catch (Exception e) when (RedisFault.IsOutage(e))
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
        "Silo {Silo} ended without leaving the cluster: its last heartbeat was {Seconds:0} s ago. It is declared dead, and its sites are taken over.")]
    private partial void LogDead(SiloAddress silo, double seconds);

    private enum State
    {
        Alive,
        Unclear,
        Dead,
    }
}
