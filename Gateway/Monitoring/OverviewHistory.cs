using Footfall.Collect;
using Footfall.Proxies;

namespace Footfall.Monitoring;

/// <summary>
/// What the overview shows: its present figures, which all viewers are told of as they change, and those of the last quarter
/// of an hour, in memory.
/// </summary>
internal sealed class OverviewHistory(QueueBackPressure pressure, ClientLocations places, TimeProvider timeProvider)
{
    /// <summary>A quarter of an hour, a point a second.</summary>
    private const int MaxPoints = 900;

    private readonly Lock _lock = new();

    /// <summary>Oldest first. Guarded by the lock.</summary>
    private readonly Queue<OverviewSample> _history = new();

    /// <summary>What had been done at the last point. Guarded by the lock.</summary>
    private CounterSnapshot? _mark;

    /// <summary>The longest time in which viewers are told nothing.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(1);

    /// <summary>When viewers were last told, on the clock's timestamp scale. Guarded by the lock.</summary>
    private long _toldAt;

    /// <summary>What changes are told by; replaced with each one. Guarded by the lock.</summary>
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OverviewUpdate? _latest;

    /// <summary>The present figures; null in the first moment.</summary>
    public OverviewUpdate? Latest => Volatile.Read(ref _latest);

    /// <summary>The points so far, oldest first.</summary>
    public OverviewSample[] History()
    {
        lock (_lock)
        {
            return [.. _history];
        }
    }

    /// <summary>Takes down how the installation is. Viewers are told at once of what has changed, and of the time now and then.</summary>
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
