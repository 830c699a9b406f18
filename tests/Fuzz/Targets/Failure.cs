using System.Globalization;

namespace Footfall.Fuzz.Targets;

/// <summary>An input that violates a rule, as small as could be found.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Input">The number of the input.</param>
/// <param name="Fault">The violated rule.</param>
/// <param name="Text">The input, so that it can be put into a test.</param>
internal sealed record Failure(string Target, int Seed, long Input, string Fault, string Text)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Target}: {Fault}\n  input: {Text}\n  again: ./dev fuzz --only {Target} --seed {Seed} --input {Input}");
}
