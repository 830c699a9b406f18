namespace Footfall.Stats;

/// <summary>
/// Asks a question once for all who want its answer at the same time. Who comes while it is being asked shares the
/// next answer, not that one: no answer was asked for before the request that it is given to.
/// </summary>
/// <param name="ask">Asks; one call at a time for each key. Its failures are in the task.</param>
internal sealed class SharedAnswers<TKey, TAnswer>(Func<TKey, Task<TAnswer>> ask)
    where TKey : notnull
{
    private readonly Lock _lock = new();

    /// <summary>For each question that is being asked, those who wait for the next answer; null while nobody does. Guarded by the lock.</summary>
    private readonly Dictionary<TKey, TaskCompletionSource<TAnswer>?> _next = [];

    /// <summary>An answer that was asked for after this call. Fails as the asking fails.</summary>
    public Task<TAnswer> GetAsync(TKey key)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(key, out TaskCompletionSource<TAnswer>? next))
            {
                // Those who wait go on one after another where the answer comes in, each to a short write.
                return (next ?? (_next[key] = new TaskCompletionSource<TAnswer>())).Task;
            }

            _next.Add(key, null);
        }

        var first = new TaskCompletionSource<TAnswer>();
        _ = AnswerAllAsync(key, first);
        return first.Task;
    }

    private async Task AnswerAllAsync(TKey key, TaskCompletionSource<TAnswer> waiting)
    {
        TaskCompletionSource<TAnswer>? answered = waiting;
        Task<TAnswer> answer = ask(key);
        while (answered is not null)
        {
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TaskCompletionSource<TAnswer>? next = TakeNext(key);

            // The next question is on its way before the answer to this one is given.
            Task<TAnswer> nextAnswer = next is null ? answer : ask(key);
            answered.SetFromTask(answer);
            (answered, answer) = (next, nextAnswer);
        }
    }

    private TaskCompletionSource<TAnswer>? TakeNext(TKey key)
    {
        lock (_lock)
        {
            TaskCompletionSource<TAnswer>? next = _next[key];
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
