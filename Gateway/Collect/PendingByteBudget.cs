namespace Footfall.Collect;

/// <summary>Counts the bytes in this gateway that wait for Redis, over all partitions.</summary>
/// <param name="limit">The limit in bytes; exceeded by at most one event per request in flight.</param>
internal sealed class PendingByteBudget(long limit)
{
    private long _bytes;

    public bool HasRoom => Volatile.Read(ref _bytes) < limit;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
