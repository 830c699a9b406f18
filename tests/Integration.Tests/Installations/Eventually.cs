using System.Diagnostics;

namespace Footfall.Integration.Installations;

/// <summary>Waits for conditions that raise no notification, by polling until a deadline.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a busy machine; nothing that works comes close to it.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads until the value is as wanted; fails the test with the last value otherwise.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T>> read, Func<T, bool> isWanted, TimeSpan? limit = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            T value = await read();
            if (isWanted(value))
            {
                return value;
            }

            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            if (waited >= (limit ?? Timeout))
            {
                Assert.Fail($"{what}: still not after {waited.TotalSeconds:0.0} s. Last: {value}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="GetAsync"/>
    public static Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan? limit = null) =>
        GetAsync(what, condition, isTrue => isTrue, limit);

    /// <inheritdoc cref="GetAsync"/>
    public static Task TrueAsync(string what, Func<bool> condition, TimeSpan? limit = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), limit);
}
