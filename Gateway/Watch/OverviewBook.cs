using Footfall.Collect;
using Footfall.Operator;
using Footfall.Proxies;

namespace Footfall.Watch;

/// <summary>
/// What the overview shows: its present figures, which all viewers are told of as they change, and those of the last quarter
/// of an hour, in memory.
/// </summary>
internal sealed class OverviewBook(QueuePressure pressure, ClientPlaces places, TimeProvider clock)
{
    /// <summary>A quarter of an hour, a point a second.</summary>
    private const int MostPoints = 900;

    private readonly Lock _lock = new();

    /// <summary>Oldest first. Guarded by the lock.</summary>
    private readonly Queue<PointAnswer> _history = new();

    /// <summary>What had been done at the last point. Guarded by the lock.</summary>
    private TotalsMark? _mark;

    /// <summary>The longest time in which viewers are told nothing.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    /// <summary>When viewers were last told, on the clock's timestamp scale. Guarded by the lock.</summary>
    private long _toldAt;

    /// <summary>What changes are told by; replaced with each one. Guarded by the lock.</summary>
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveAnswer? _latest;

    /// <summary>The present figures; null in the first moment.</summary>
    public LiveAnswer? Latest => Volatile.Read(ref _latest);

    /// <summary>The points so far, oldest first.</summary>
    public PointAnswer[] History()
    {
        lock (_lock)
        {
            return [.. _history];
        }
    }

    /// <summary>Takes down how the installation is. Viewers are told at once of what has changed, and of the time now and then.</summary>
    public void Note(InstallationState state)
    {
        QueueLook redis = pressure.Look;
        var point = PointAnswer.From(state, redis.Entries, clock.GetUtcNow());
        var next = LiveAnswer.From(point, [.. ClusterProblems.Find(state, redis), .. places.Problems.Select(ProblemAnswer.Warning)], state);
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_history.Count == 0 || Math.Floor(point.Time) > Math.Floor(_history.Last().Time))
            {
                var mark = new TotalsMark(state, point.Time);
                _history.Enqueue(_mark is null ? point : point.Since(_mark, mark));
                _mark = mark;
                if (_history.Count > MostPoints)
                {
                    _history.Dequeue();
                }
            }

            if (_latest is not null && clock.GetElapsedTime(_toldAt) < LongestSilence && !next.DiffersFrom(_latest))
            {
                return;
            }

            _toldAt = clock.GetTimestamp();
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
