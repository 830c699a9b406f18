namespace Footfall.Stats;

/// <summary>
/// Asks a question once for all who want its answer at the same time. Who comes while it is being asked shares the
/// next answer, not that one: no answer was asked for before the request that it is given to.
/// </summary>
/// <param name="call">Asks; one call at a time for each key. Its failures are in the task.</param>
internal sealed class RequestCoalescer<TKey, TResult>(Func<TKey, Task<TResult>> call)
    where TKey : notnull
{
    private readonly Lock _lock = new();

    /// <summary>For each question that is being asked, those who wait for the next answer; null while nobody does. Guarded by the lock.</summary>
    private readonly Dictionary<TKey, TaskCompletionSource<TResult>?> _next = [];

    /// <summary>An answer that was asked for after this call. Fails as the asking fails.</summary>
    public Task<TResult> GetAsync(TKey key)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(key, out TaskCompletionSource<TResult>? next))
            {
                // Those who wait go on one after another where the answer comes in, each to a short write.
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

            // The next question is on its way before the answer to this one is given.
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
