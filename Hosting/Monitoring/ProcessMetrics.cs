using System.Reflection;

namespace Footfall.Monitoring;

/// <summary>What this process uses of its machine.</summary>
public sealed class ProcessMetrics(TimeProvider timeProvider)
{
    /// <summary>As much of a commit's name as people use.</summary>
    private const int CommitLength = 7;

    private readonly DateTimeOffset _startedAt = timeProvider.GetUtcNow();
    private readonly long _start = timeProvider.GetTimestamp();
    private readonly string _version = ReadVersion();

    /// <summary>A sample with what all hosts have; the host adds what is its own.</summary>
    /// <param name="name">What operators call the host.</param>
    /// <param name="totals">What it has done.</param>
    public HostSample Read(string name, HostTotals totals) => new(
        name,
        null,
        _version,
        _startedAt,
        timeProvider.GetElapsedTime(_start),
        Environment.CpuUsage.TotalTime,
        Environment.WorkingSet,
        GC.GetTotalPauseDuration(),
        totals);

    /// <summary>The program's version, and which commit it was built from, as far as that is known: <c>0.1.0+a1b2c3d</c>.</summary>
    private static string ReadVersion()
    {
        string version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitLength)];
    }
}
