using System.Globalization;

namespace Footfall.Fuzz.Verdict;

/// <summary>The most memory that a process takes while it is looked at, as the kernel counts it.</summary>
internal sealed class MemoryWatch(int processId)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>In megabytes.</summary>
    public long Peak { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            Peak = Math.Max(Peak, Read());
        }
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None));
    }

    private long Read()
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status")).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 8).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) / 1024;
    }
}
