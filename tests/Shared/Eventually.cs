using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Footfall;

/// <summary>Waits for conditions that raise no notification, and fails with the condition's own text on time-out.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"Not within {Limit.TotalSeconds} s: {text}");
            await Task.Delay(Pause);
        }
    }

    public static Task TrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        TrueAsync(() => Task.FromResult(condition()), text);

    /// <summary>Returns the task's result; fails if it takes too long.</summary>
    public static Task<TResult> WithinLimitAsync<TResult>(this Task<TResult> task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="WithinLimitAsync{TResult}(Task{TResult})"/>
    public static Task WithinLimitAsync(this Task task) => task.WaitAsync(Limit);
}
