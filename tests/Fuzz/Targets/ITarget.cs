namespace Footfall.Fuzz.Targets;

/// <summary>A part of the product that takes anything from anybody, and what must hold whatever it is given.</summary>
internal interface ITarget
{
    string Name { get; }

    /// <summary>How many of so many inputs of all targets together are for this one.</summary>
    int Share { get; }

    /// <summary>Tries one input.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="input">Its number; with the seed it decides the input.</param>
    /// <returns>What is wrong; null when all holds.</returns>
    Failure? Try(int seed, long input);
}
