using System.Diagnostics;
using System.Security.Cryptography;

namespace Footfall.Integration.Installations;

/// <summary>
/// Measures how much slower this machine is now than a quiet one, to scale time limits. Virtual machines share caches and memory
/// with neighbours, and memory-heavy work takes several times as long on some days as on others.
/// </summary>
internal static class MachineSpeed
{
    private const int Texts = 100_000;
    private const int Rounds = 7;

    /// <summary>Estimated duration on a quiet machine. A slow one needed 60 to 130 ms on 2026-11-30.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(30);

    /// <summary>Returns at least 1: limits grow on a slow machine, and do not shrink on a fast one.</summary>
    public static double Slowness()
    {
        string[] texts = [.. Enumerable.Range(0, Texts).Select(number => Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(number))))];
        TimeSpan took = Enumerable.Range(0, Rounds).Select(_ => TimeOfSort([.. texts])).Order().ElementAt(Rounds / 2);
        return Math.Max(1, took / Usual);
    }

    private static TimeSpan TimeOfSort(string[] texts)
    {
        long start = Stopwatch.GetTimestamp();
        Array.Sort(texts, StringComparer.Ordinal);
        return Stopwatch.GetElapsedTime(start);
    }
}
