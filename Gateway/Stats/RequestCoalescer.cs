namespace Footfall.Stats;

/// <summary>
/// Coalesces concurrent requests per key. A request that arrives while a call is in flight joins the next call, so a
/// response is never older than its request.
/// </summary>
/// <param name="call">The call; one at a time per key. Its failures are in the task.</param>
internal sealed class RequestCoalescer<TKey, TResult>(Func<TKey, Task<TResult>> call)
    where TKey : notnull
{
    private readonly Lock _lock = new();

    /// <summary>For each key with a call in flight, the requests waiting for the next call, or null. Guarded by the lock.</summary>
    private readonly Dictionary<TKey, TaskCompletionSource<TResult>?> _next = [];

    /// <summary>Returns the response to a call made after this one. Fails if that call fails.</summary>
    public Task<TResult> GetAsync(TKey key)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(key, out TaskCompletionSource<TResult>? next))
            {
                // Waiting requests continue synchronously, one after another, each with a short write.
                return (next ?? (_next[key] = new TaskCompletionSource<TResult>())).Task;
            }

            _next.Add(key, null);
        }

        var first = new TaskCompletionSource<TResult>();
        _ = RunAsync(key, first);
        return first.Task;
    }

    private async Task RunAsync(TKey key, TaskCompletionSource<TResult> waiting)
    {
        TaskCompletionSource<TResult>? answered = waiting;
        Task<TResult> answer = call(key);
        while (answered is not null)
        {
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TaskCompletionSource<TResult>? next = TakeNext(key);

            // The next call starts before the response to this one is delivered.
            Task<TResult> nextAnswer = next is null ? answer : call(key);
            answered.SetFromTask(answer);
            (answered, answer) = (next, nextAnswer);
        }
    }

    private TaskCompletionSource<TResult>? TakeNext(TKey key)
    {
        lock (_lock)
        {
            TaskCompletionSource<TResult>? next = _next[key];
            if (next is null)
            {
                _next.Remove(key);
            }
            else
            {
                _next[key] = null;
            }

            return next;
        }
    }
}
