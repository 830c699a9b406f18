namespace Footfall.Drain;

/// <summary>
/// Determines how many entries to request, so that a chunk has about the target size whether entries hold one event or
/// hundreds. Starts small, because nothing is known yet, and grows at most eightfold from one chunk to the next.
/// </summary>
internal sealed class ChunkSize(int targetBytes)
{
    private const int First = 64;
    private const int Largest = 8192;

    /// <summary>
    /// Minimum expected size of a read, also for a site that is not known yet. It limits how many sites read
    /// concurrently, 64 with the default memory; fewer small sites than that share too few commits.
    /// </summary>
    private const int MinBytes = 128 * 1024;

    public int Entries { get; private set; } = First;

    /// <summary>Expected size of the next read: twice the last one, at most the target.</summary>
    public int ExpectedBytes { get; private set; } = Math.Min(MinBytes, targetBytes);

    public void Observe(int entries, long bytes)
    {
        long fitting = targetBytes / Math.Max(1, bytes / entries);
        Entries = (int)Math.Clamp(fitting, 1, Math.Min(Largest, Entries * 8L));
        ExpectedBytes = (int)Math.Min(targetBytes, Math.Max(MinBytes, 2 * bytes));
    }
}
