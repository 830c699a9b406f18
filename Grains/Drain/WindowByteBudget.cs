namespace Footfall.Drain;

/// <summary>Counts the memory of all duplicate windows and attribute sets of a silo.</summary>
/// <param name="limit">Bytes above which they are not kept between drains.</param>
public sealed class WindowByteBudget(long limit)
{
    private long _used;

    public bool IsOver => Volatile.Read(ref _used) > limit;

    public void Add(long bytes) => Interlocked.Add(ref _used, bytes);
}
