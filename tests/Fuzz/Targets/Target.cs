using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace Footfall.Fuzz.Targets;

/// <summary>A target whose inputs CsCheck generates, and shrinks when one fails.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="share">See <see cref="ITarget.Share"/>.</param>
/// <param name="inputs">The generator of inputs.</param>
/// <param name="check">The function that returns the fault of an input; null if all rules hold. May throw.</param>
/// <param name="print">The function that formats an input as text.</param>
internal sealed class Target<T>(string name, int share, Gen<T> inputs, Func<T, string?> check, Func<T, string> print) : ITarget
{
    /// <summary>The number of inputs tried for shrinking.</summary>
    private const int ShrinkTries = 30_000;

    private const int Attempts = 3;

    /// <summary>The first number of the inputs for shrinking, above those of all runs.</summary>
    private const long FirstShrink = 1L << 48;

    /// <summary>The limit of a hang: by the clock at first, and then by the CPU time of the thread itself.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShrinkLimit = TimeSpan.FromSeconds(5);

    public string Name => name;

    public int Share => share;

    public Failure? Try(int seed, long input)
    {
        T value = inputs.Generate(Seeds.For(seed, input), null, out Size size);
        return FindFault(value) is { } fault ? Shrink(new Failure(name, seed, input, fault, print(value)), size) : null;
    }

    private string? FindFault(T value)
    {
        for (int attempt = 1; ; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan used = attempt == 1 ? TimeSpan.Zero : ThreadTime.Used;
            try
            {
                if (check(value) is { } fault)
                {
                    return fault;
                }
            }
            catch (Exception e)
            {
                return $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
            }

            TimeSpan took = attempt == 1 ? Stopwatch.GetElapsedTime(start) : ThreadTime.Used - used;
            if (took < MaxDuration)
            {
                return null;
            }

            if (attempt == Attempts)
            {
                return string.Create(CultureInfo.InvariantCulture, $"it takes {took.TotalSeconds:0.0} s, each time");
            }
        }
    }

    private Failure Shrink(Failure failure, Size size)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < ShrinkTries && Stopwatch.GetElapsedTime(start) < ShrinkLimit; i++)
        {
            T value = inputs.Generate(Seeds.For(failure.Seed, FirstShrink + i), size, out Size smaller);
            if (Size.IsLessThan(smaller, size) && FindFault(value) is { } fault)
            {
                failure = failure with { Input = FirstShrink + i, Fault = fault, Text = print(value) };
                size = smaller;
            }
        }

        return failure;
    }
}
