namespace Footfall.Drain;

/// <summary>
/// How many entries to ask for, so that a chunk has about the wanted bytes whether entries hold one event or
/// hundreds. Starts small, since nothing is known yet, and grows at most eightfold from one chunk to the next.
/// </summary>
internal sealed class ChunkSize(int targetBytes)
{
    private const int First = 64;
    private const int Largest = 8192;

    /// <summary>
    /// What a read is taken to bring at least, also of a site that is not known yet. It decides how many sites read at
    /// once, 64 with the default memory; fewer small sites than that share too few commits.
    /// </summary>
    private const int MinBytes = 128 * 1024;

    public int Entries { get; private set; } = First;

    /// <summary>What the next read is expected to bring: twice as much as the last one, at most the target.</summary>
    public int ExpectedBytes { get; private set; } = Math.Min(MinBytes, targetBytes);

    public void Observe(int entries, long bytes)
    {
        long fitting = targetBytes / Math.Max(1, bytes / entries);
        Entries = (int)Math.Clamp(fitting, 1, Math.Min(Largest, Entries * 8L));
        ExpectedBytes = (int)Math.Min(targetBytes, Math.Max(MinBytes, 2 * bytes));
    }
}
