namespace Footfall.Drain;

/// <summary>
/// How many entries to ask for, so that a chunk has about the wanted bytes whether entries hold one event or
/// hundreds. Starts small, since nothing is known yet, and grows at most eightfold from one chunk to the next.
/// </summary>
internal sealed class ChunkSize(int targetBytes)
{
    private const int First = 32;
    private const int Largest = 8192;

    public int Entries { get; private set; } = First;

    public void Observe(int entries, long bytes)
    {
        long fitting = targetBytes / Math.Max(1, bytes / entries);
        Entries = (int)Math.Clamp(fitting, 1, Math.Min(Largest, Entries * 8L));
    }
}
