using CsCheck;

namespace Footfall.Fuzz.Targets;

/// <summary>The source of an input's randomness: only the seed of the run and the number of the input.</summary>
internal static class Seeds
{
    /// <remarks>Neighbouring numbers are spread by the finalizer of SplitMix64: https://prng.di.unimi.it/splitmix64.c</remarks>
    public static PCG For(int seed, long input)
    {
        ulong mixed = unchecked(((ulong)input + 1) * 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return new PCG(unchecked((uint)seed), mixed ^ (mixed >> 31));
    }
}
