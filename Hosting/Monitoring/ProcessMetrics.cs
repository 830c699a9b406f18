using System.Reflection;

namespace Footfall.Monitoring;

/// <summary>This process's use of its machine.</summary>
public sealed class ProcessMetrics(TimeProvider timeProvider)
{
    /// <summary>The usual length of an abbreviated commit hash.</summary>
    private const int CommitLength = 7;

    private readonly DateTimeOffset _startedAt = timeProvider.GetUtcNow();
    private readonly long _start = timeProvider.GetTimestamp();
    private readonly string _version = ReadVersion();

    /// <summary>Returns a sample of what all hosts have in common; the host adds its own.</summary>
    /// <param name="name">The host's name on the operator pages.</param>
    /// <param name="totals">The host's totals.</param>
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

    /// <summary>Returns the program's version and, where known, the commit it was built from: <c>0.1.0+a1b2c3d</c>.</summary>
    private static string ReadVersion()
    {
        string version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitLength)];
    }
}
