using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Watch;

/// <summary>The installation as this gateway has last heard of it.</summary>
/// <remarks>Safe for concurrent use: the stream writes, the live feed reads.</remarks>
internal sealed class InstallationView(TimeProvider clock)
{
    /// <summary>A host that has not been heard of for so long is no part of the sums.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();

    /// <summary>By name and start. Guarded by the lock, as all fields.</summary>
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), WatchedHost> _hosts = [];

    private ImmutableArray<SiloMember> _members = [];
    private (QueueSums Sample, long HeardAt)? _queue;
    private long? _heardAt;

    private long _heard;

    /// <summary>How often the silos have said something; may be read by anybody.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>The silos have said how all hosts are.</summary>
    public void Hear(InstallationSample sample)
    {
        lock (_lock)
        {
            long now = clock.GetTimestamp();
            _heardAt = now;
            Interlocked.Increment(ref _heard);
            _members = sample.Members;
            if (sample.Queue != _queue?.Sample)
            {
                _queue = sample.Queue is { } queue ? (queue, now) : null;
            }

            foreach (HostSample host in sample.Hosts)
            {
                Hear(host, now);
            }
        }
    }

    /// <summary>How this gateway is, which it knows without the silos.</summary>
    public void Hear(HostSample own)
    {
        lock (_lock)
        {
            Hear(own, clock.GetTimestamp());
        }
    }

    /// <summary>What waits in Redis, counted here since no silo says it.</summary>
    public void Hear(QueueSums? queue)
    {
        lock (_lock)
        {
            _queue = queue is null ? null : (queue, clock.GetTimestamp());
        }
    }

    /// <summary>Everything, as of now.</summary>
    public InstallationState Read()
    {
        lock (_lock)
        {
            foreach ((var key, WatchedHost host) in _hosts)
            {
                bool hasSuccessor = _hosts.Keys.Any(other => other.Name == key.Name && other.StartedAt > key.StartedAt);
                TimeSpan silent = clock.GetElapsedTime(host.HeardAt);
                if (silent > Forgotten || (hasSuccessor && silent > Silence))
                {
                    _hosts.Remove(key);
                }
            }

            return new InstallationState(
                [.. _hosts.Values.Where(host => clock.GetElapsedTime(host.HeardAt) <= Silence)],
                [.. _hosts.Values.Where(host => clock.GetElapsedTime(host.HeardAt) > Silence)],
                _members,
                _queue?.Sample,
                _queue is { } queue ? clock.GetElapsedTime(queue.HeardAt) : TimeSpan.Zero,
                _heardAt is { } heardAt ? clock.GetElapsedTime(heardAt) : null);
        }
    }

    private void Hear(HostSample sample, long now)
    {
        if (_hosts.TryGetValue((sample.Name, sample.StartedAt), out WatchedHost? host))
        {
            host.Hear(sample, now);
        }
        else
        {
            _hosts.Add((sample.Name, sample.StartedAt), new WatchedHost(sample, now));
        }
    }
}
