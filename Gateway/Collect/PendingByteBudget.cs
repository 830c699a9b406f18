namespace Footfall.Collect;

/// <summary>Counts the bytes that wait for Redis in this gateway, over all partitions.</summary>
/// <param name="limit">Bytes; passed by at most one event per request under way.</param>
internal sealed class PendingByteBudget(long limit)
{
    private long _bytes;

    public bool HasRoom => Volatile.Read(ref _bytes) < limit;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
