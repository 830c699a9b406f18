using System.Globalization;

namespace Footfall.Fuzz.Targets;

/// <summary>Measures the CPU time of the calling thread, which a busy machine does not extend.</summary>
/// <remarks>proc(5): the first number is in nanoseconds.</remarks>
internal static class ThreadTime
{
    private const int NanosecondsPerTick = 100;

    public static TimeSpan Used => TimeSpan.FromTicks(
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / NanosecondsPerTick);
}
