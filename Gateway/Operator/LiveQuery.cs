using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Footfall.Operator;

/// <summary>
/// Polls for viewers: calls once a second per key, for any number of viewers, and serializes the response once for all of
/// them.
/// </summary>
/// <param name="call">The call that returns the response as JSON; null when there is none.</param>
/// <param name="lifetime">The lifetime of the gateway, which would wait for viewers when it stops.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class LiveQuery<TKey>(Func<TKey, Task<string?>> call, IHostApplicationLifetime lifetime, TimeProvider timeProvider)
    where TKey : notnull
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>A call without a response within this time is repeated.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>The longest silence, so that viewers know that the connection is alive.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();

    /// <summary>The latest call of each key with viewers. Guarded by the lock.</summary>
    private readonly Dictionary<TKey, Asked> _asked = [];

    /// <summary>Yields the response each time it changes; ends when the viewer disconnects or the gateway stops.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(TKey key, string name, [EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        string? said = null;
        long? saidAt = null;
        while (!end.IsCancellationRequested)
        {
            string? answer = await CallAsync(key, end.Token);
            bool isNews = answer is not null && answer != said;
            if (isNews || saidAt is not { } before || timeProvider.GetElapsedTime(before) >= MaxSilence)
            {
                said = answer ?? said;
                saidAt = timeProvider.GetTimestamp();

                // Before the first response an empty event, in JSON like all others, shows that the connection is alive.
                yield return said is null ? new SseItem<string>("null", "idle") : new SseItem<string>(said, name);
            }

            TimeSpan untilTick = Tick - TimeSpan.FromTicks(timeProvider.GetUtcNow().Ticks % Tick.Ticks);
            await Task.Delay(untilTick, timeProvider, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> CallAsync(TKey key, CancellationToken end)
    {
        try
        {
            return await GetAnswer(key).WaitAsync(Timeout, timeProvider, end);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    private Task<string?> GetAnswer(TKey key)
    {
        lock (_lock)
        {
            long now = timeProvider.GetTimestamp();
            if (_asked.TryGetValue(key, out Asked asked) && timeProvider.GetElapsedTime(asked.At, now) < (asked.Answer.IsCompleted ? Tick / 2 : Timeout))
            {
                return asked.Answer;
            }

            foreach ((TKey other, Asked former) in _asked)
            {
                if (timeProvider.GetElapsedTime(former.At, now) > MaxSilence)
                {
                    _asked.Remove(other);
                }
            }

            Task<string?> answer = call(key);
            _asked[key] = new Asked(now, answer);
            return answer;
        }
    }

    private readonly record struct Asked(long At, Task<string?> Answer);
}
