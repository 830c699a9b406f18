namespace Footfall.Fuzz.Targets;

/// <summary>A part of the product that takes untrusted input, and the rules that must hold for any input.</summary>
internal interface ITarget
{
    string Name { get; }

    /// <summary>The weight of this target in the inputs of all targets.</summary>
    int Share { get; }

    /// <summary>Tries one input.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="input">The number that, with the seed, decides the input.</param>
    /// <returns>The failure; null if all rules hold.</returns>
    Failure? Try(int seed, long input);
}
