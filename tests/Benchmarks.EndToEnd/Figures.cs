using System.Diagnostics;
using System.Globalization;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Prints measurements as lines of <c>name value unit</c>.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    /// <summary>Prints the last line of each benchmark: the result over the machine's own limit in the same run.</summary>
    public static void PrintRatio(double reached, double ceiling) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {reached / ceiling:0.00}"));

    /// <summary>Returns the median time of some work in milliseconds; the time of what comes before each round does not count.</summary>
    public static async Task<double> MedianAsync(int rounds, Func<Task> work, Func<Task>? before = null)
    {
        var times = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            long start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Log(string.Join(' ', times.Select(time => time.ToString("0", CultureInfo.InvariantCulture))));
        return times.Order().ElementAt(rounds / 2);
    }

    public static void Log(string line) => Console.Error.WriteLine(line);
}
