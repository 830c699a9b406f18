using System.Globalization;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Prints what was measured: a line <c>name value unit</c> each.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    /// <summary>The last line of each bench: what was reached, over the machine's own limit in the same run.</summary>
    public static void PrintRatio(double reached, double ceiling) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {reached / ceiling:0.00}"));

    public static void Log(string line) => Console.Error.WriteLine(line);
}
