using System.Globalization;

namespace Footfall.Fuzz.Targets;

/// <summary>How long the calling thread has had a processor: what a busy machine does not stretch.</summary>
/// <remarks>proc(5): the first number is in nanoseconds.</remarks>
internal static class ThreadTime
{
    private const int NanosecondsPerTick = 100;

    public static TimeSpan Used => TimeSpan.FromTicks(
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / NanosecondsPerTick);
}
