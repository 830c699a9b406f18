using System.Globalization;

namespace Footfall.Simulation;

/// <summary>Options of the command line.</summary>
/// <param name="Schedules">The number of schedules. Default: 100,000.</param>
/// <param name="Seed">The first schedule's seed, incremented by one for each further schedule. Default: a random one.</param>
/// <param name="PrintsSteps">Whether every step is printed. Default: only those of violations.</param>
internal sealed record SimulateOptions(int Schedules, int Seed, bool PrintsSteps)
{
    public const string Usage = "./dev simulate [--schedules N] [--seed S] [--steps]";

    /// <exception cref="FormatException">An argument is unknown or malformed.</exception>
    public static SimulateOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulateOptions(100_000, Random.Shared.Next(1_000_000_000), false);
        for (int i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--steps" => options with { PrintsSteps = true },
                "--schedules" => options with { Schedules = Number(arguments, ++i) },
                "--seed" => options with { Seed = Number(arguments, ++i) },
                _ => throw new FormatException($"{arguments[i]} is unknown"),
            };
        }

        return options;
    }

    private static int Number(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count && int.TryParse(arguments[at], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{arguments[at - 1]} needs a number");
}
