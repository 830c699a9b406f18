using System.Globalization;

namespace Footfall.Fuzz.Verification;

/// <summary>Reads the peak memory of a process, as counted by the kernel.</summary>
internal static class GatewayMemory
{
    /// <returns>The peak in megabytes.</returns>
    /// <remarks>proc(5): VmHWM, the peak of the resident set, in kilobytes.</remarks>
    public static long ReadPeak(int processId)
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status")).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 8).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) / 1024;
    }
}
