using System.Globalization;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Prints measurements as lines of <c>name value unit</c>.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    /// <summary>Prints the last line of each benchmark: the result over the machine's own limit in the same run.</summary>
    public static void PrintRatio(double reached, double ceiling) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {reached / ceiling:0.00}"));

    public static void Log(string line) => Console.Error.WriteLine(line);
}
