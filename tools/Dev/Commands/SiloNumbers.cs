using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary>The silos of a data folder. A silo keeps its number, and with it its name and ports, until it is removed.</summary>
internal static class SiloNumbers
{
    private const string Prefix = "silo-";

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <returns>Those that are running and those that have died, but not those that were removed.</returns>
    public static IReadOnlyList<int> Known(string data) =>
        [.. PidFile.ReadAll(data)
            .Where(part => part.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(part => int.TryParse(part.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0)
            .Order()];

    /// <returns>The known ones, and the lowest free numbers up to the wanted count.</returns>
    public static IReadOnlyList<int> ToRun(string data, int wanted)
    {
        IReadOnlyList<int> known = Known(data);
        return [.. known, .. Enumerable.Range(1, int.MaxValue - 1).Except(known).Take(wanted - known.Count)];
    }

    /// <returns>The lowest free number.</returns>
    public static int Free(string data) => ToRun(data, Known(data).Count + 1)[^1];
}
