using System.Diagnostics;

namespace Footfall.Dev.Processes;

/// <summary>Waits for a condition by polling.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <returns>True as soon as the condition holds; false when it still does not after <paramref name="limit"/>.</returns>
    public static async Task<bool> UntilAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan limit, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition(cancellation))
        {
            if (Stopwatch.GetElapsedTime(start) >= limit)
            {
                return false;
            }

            await Task.Delay(Pause, cancellation);
        }

        return true;
    }

    /// <inheritdoc cref="UntilAsync(Func{CancellationToken, Task{bool}}, TimeSpan, CancellationToken)"/>
    public static Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation = default) =>
        UntilAsync(_ => Task.FromResult(condition()), limit, cancellation);
}
