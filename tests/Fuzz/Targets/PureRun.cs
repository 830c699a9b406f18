using System.Collections.Concurrent;

namespace Footfall.Fuzz.Targets;

/// <summary>Fuzzes the parts of the product that need no server, on all cores.</summary>
internal static class PureRun
{
    private const int Chunk = 500;

    /// <summary>The maximum per target, because further failures are mostly the same.</summary>
    private const int MaxFailures = 3;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITarget> Targets { get; } =
        [ParserTarget.Create(), BatchTarget.Create(isLines: false), BatchTarget.Create(isLines: true), EntryTarget.Create(), KeyTarget.Create(), InflateTarget.Create()];

    /// <param name="targets">The targets, each of which gets its share.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="inputs">The number of inputs in all.</param>
    /// <returns>The violated rules, each with an input.</returns>
    public static IReadOnlyList<Failure> Make(IReadOnlyList<ITarget> targets, int seed, long inputs)
    {
        var failures = new ConcurrentQueue<Failure>();
        int shares = targets.Sum(target => target.Share);
        foreach (ITarget target in targets)
        {
            long count = (inputs * target.Share / shares) + 1;
            int failed = 0;
            Parallel.For(0, (count + Chunk - 1) / Chunk, (chunk, loop) =>
            {
                for (long input = chunk * Chunk; input < Math.Min(count, (chunk + 1) * Chunk) && !loop.IsStopped; input++)
                {
                    if (target.Try(seed, input) is { } failure)
                    {
                        failures.Enqueue(failure);
                        if (Interlocked.Increment(ref failed) >= MaxFailures)
                        {
                            loop.Stop();
                        }
                    }
                }
            });
        }

        return [.. failures.DistinctBy(failure => (failure.Target, failure.Input))];
    }
}
