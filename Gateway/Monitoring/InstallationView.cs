using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>The installation as this gateway has last heard of it.</summary>
/// <remarks>Safe for concurrent use: the stream writes, the live feed reads.</remarks>
internal sealed class InstallationView(TimeProvider timeProvider)
{
    /// <summary>A host that has not been heard of for so long is no part of the sums.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RemoveAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();

    /// <summary>By name and start. Guarded by the lock, as all fields.</summary>
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), MonitoredHost> _hosts = [];

    private ImmutableArray<SiloMember> _members = [];
    private (BacklogTotals Sample, long SeenAt)? _queue;
    private long? _seenAt;

    private long _heard;

    /// <summary>How often the silos have said something; may be read by anybody.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>The silos have said how all hosts are.</summary>
    public void Update(InstallationSample sample)
    {
        lock (_lock)
        {
            long now = timeProvider.GetTimestamp();
            _seenAt = now;
            Interlocked.Increment(ref _heard);
            _members = sample.Members;
            if (sample.Queue != _queue?.Sample)
            {
                _queue = sample.Queue is { } queue ? (queue, now) : null;
            }

            foreach (HostSample host in sample.Hosts)
            {
                Update(host, now);
            }
        }
    }

    /// <summary>How this gateway is, which it knows without the silos.</summary>
    public void Update(HostSample own)
    {
        lock (_lock)
        {
            Update(own, timeProvider.GetTimestamp());
        }
    }

    /// <summary>What waits in Redis, counted here since no silo says it.</summary>
    public void Update(BacklogTotals? queue)
    {
        lock (_lock)
        {
            _queue = queue is null ? null : (queue, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Everything, as of now.</summary>
    public InstallationState Read()
    {
        lock (_lock)
        {
            foreach ((var key, MonitoredHost host) in _hosts)
            {
                bool hasSuccessor = _hosts.Keys.Any(other => other.Name == key.Name && other.StartedAt > key.StartedAt);
                TimeSpan silent = timeProvider.GetElapsedTime(host.SeenAt);
                if (silent > RemoveAfter || (hasSuccessor && silent > StaleAfter))
                {
                    _hosts.Remove(key);
                }
            }

            return new InstallationState(
                [.. _hosts.Values.Where(host => timeProvider.GetElapsedTime(host.SeenAt) <= StaleAfter)],
                [.. _hosts.Values.Where(host => timeProvider.GetElapsedTime(host.SeenAt) > StaleAfter)],
                _members,
                _queue?.Sample,
                _queue is { } queue ? timeProvider.GetElapsedTime(queue.SeenAt) : TimeSpan.Zero,
                _seenAt is { } seenAt ? timeProvider.GetElapsedTime(seenAt) : null);
        }
    }

    private void Update(HostSample sample, long now)
    {
        if (_hosts.TryGetValue((sample.Name, sample.StartedAt), out MonitoredHost? host))
        {
            host.Update(sample, now);
        }
        else
        {
            _hosts.Add((sample.Name, sample.StartedAt), new MonitoredHost(sample, now));
        }
    }
}
