using Footfall.Collect;
using Footfall.Proxies;

namespace Footfall.Monitoring;

/// <summary>
/// The data of the overview, in memory: the current figures, whose changes are pushed to all viewers, and those of the last quarter
/// of an hour.
/// </summary>
internal sealed class OverviewHistory(QueueBackPressure pressure, ClientLocations places, TimeProvider timeProvider)
{
    /// <summary>A quarter of an hour, at one point per second.</summary>
    private const int MaxPoints = 900;

    private readonly Lock _lock = new();

    /// <summary>Oldest first. Guarded by the lock.</summary>
    private readonly Queue<OverviewSample> _history = new();

    /// <summary>The counters at the last point. Guarded by the lock.</summary>
    private CounterSnapshot? _mark;

    /// <summary>The maximum time without an update to viewers.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(1);

    /// <summary>When viewers were last updated, as a timestamp of the clock. Guarded by the lock.</summary>
    private long _toldAt;

    /// <summary>Signals the next change; replaced at each change. Guarded by the lock.</summary>
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OverviewUpdate? _latest;

    /// <summary>The current figures; null until the first ones are recorded.</summary>
    public OverviewUpdate? Latest => Volatile.Read(ref _latest);

    /// <summary>Returns the points so far, oldest first.</summary>
    public OverviewSample[] History()
    {
        lock (_lock)
        {
            return [.. _history];
        }
    }

    /// <summary>Records the state of the installation. Viewers are updated at once when it differs, otherwise once a second.</summary>
    public void Record(InstallationState state)
    {
        QueueStatus redis = pressure.Status;
        var point = OverviewSample.From(state, redis.Entries, timeProvider.GetUtcNow());
        var next = OverviewUpdate.From(point, [.. ClusterProblems.Find(state, redis), .. places.Problems.Select(ProblemResponse.Warning)], state);
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_history.Count == 0 || Math.Floor(point.Time) > Math.Floor(_history.Last().Time))
            {
                var mark = new CounterSnapshot(state, point.Time);
                _history.Enqueue(_mark is null ? point : point.Since(_mark, mark));
                _mark = mark;
                if (_history.Count > MaxPoints)
                {
                    _history.Dequeue();
                }
            }

            if (_latest is not null && timeProvider.GetElapsedTime(_toldAt) < MaxSilence && !next.DiffersFrom(_latest))
            {
                return;
            }

            _toldAt = timeProvider.GetTimestamp();
            Volatile.Write(ref _latest, next);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>Completes at the next change.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _changed.Task.WaitAsync(cancellation);
        }
    }
}
