namespace Footfall.Fuzz.Model;

/// <summary>What clients were told of their events. Written by all connections.</summary>
internal sealed class EventBook
{
    private readonly Lock _lock = new();
    private readonly List<ModelEvent> _accepted = [];
    private readonly List<ModelEvent> _maybe = [];
    private long _wild;
    private long _maybeWild;

    /// <summary>Events that were answered 202.</summary>
    public IReadOnlyList<ModelEvent> Accepted => _accepted;

    /// <summary>Events of which nobody said whether they were taken.</summary>
    public IReadOnlyList<ModelEvent> Maybe => _maybe;

    /// <summary>How many events of damaged posts were answered 202.</summary>
    public long Wild => Interlocked.Read(ref _wild);

    /// <summary>Damaged posts of which nobody said whether they were taken.</summary>
    public long MaybeWild => Interlocked.Read(ref _maybeWild);

    public void Accept(IEnumerable<ModelEvent> events)
    {
        lock (_lock)
        {
            _accepted.AddRange(events);
        }
    }

    public void NoteMaybe(IEnumerable<ModelEvent> events)
    {
        lock (_lock)
        {
            _maybe.AddRange(events);
        }
    }

    public void AcceptWild(long events) => Interlocked.Add(ref _wild, events);

    public void NoteMaybeWild() => Interlocked.Increment(ref _maybeWild);
}
