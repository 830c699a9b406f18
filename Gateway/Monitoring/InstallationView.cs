using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Monitoring;

/// <summary>The installation as last reported to this gateway.</summary>
/// <remarks>Thread-safe: the status stream writes, the live feed reads.</remarks>
internal sealed class InstallationView(TimeProvider timeProvider)
{
    /// <summary>A host that has not reported for this long is excluded from the totals.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RemoveAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();

    /// <summary>Hosts by name and start. Guarded by the lock, like all fields.</summary>
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), MonitoredHost> _hosts = [];

    private ImmutableArray<SiloMember> _members = [];
    private (BacklogTotals Sample, long SeenAt)? _queue;
    private long? _seenAt;

    private long _heard;

    /// <summary>The number of reports from the silos; may be read by any thread.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>Records the silos' report on all hosts.</summary>
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

    /// <summary>Records this gateway's own status, which needs no silo.</summary>
    public void Update(HostSample own)
    {
        lock (_lock)
        {
            Update(own, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Records the backlog in Redis, counted here when no silo reports it.</summary>
    public void Update(BacklogTotals? queue)
    {
        lock (_lock)
        {
            _queue = queue is null ? null : (queue, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Returns the current state.</summary>
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
