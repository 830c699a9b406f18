using System.Globalization;

namespace Footfall.Fuzz;

/// <summary>Options of the command line.</summary>
/// <param name="Inputs">The number of inputs over all targets. Default: 5,000,000.</param>
/// <param name="Seed">The seed of all inputs. Default: a random one.</param>
/// <param name="Only">The single target to test. Default: all of them.</param>
/// <param name="Input">The single input to repeat, with <paramref name="Only"/>. Default: none, starting from the first.</param>
internal sealed record FuzzOptions(long Inputs, int Seed, string? Only = null, long? Input = null)
{
    public const string Usage = "./dev fuzz [--inputs N] [--seed S] [--only TARGET [--input I]]";

    /// <exception cref="FormatException">An argument is unknown or malformed.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions(5_000_000, Random.Shared.Next(1, int.MaxValue));
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value");
            options = arguments[i] switch
            {
                "--inputs" => options with { Inputs = Number(arguments[i], value) },
                "--seed" => options with { Seed = (int)Number(arguments[i], value) },
                "--only" => options with { Only = value },
                "--input" => options with { Input = Number(arguments[i], value) },
                _ => throw new FormatException($"{arguments[i]} is unknown"),
            };
        }

        return options;
    }

    private static long Number(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw new FormatException($"{name} needs a number");
}
