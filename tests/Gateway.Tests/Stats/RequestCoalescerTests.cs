namespace Footfall.Stats;

[Trait("Tier", "fast")]
public sealed class RequestCoalescerTests
{
    private readonly List<(string Key, TaskCompletionSource<int> Answer)> _asked = [];
    private readonly RequestCoalescer<string, int> _answers;

    public RequestCoalescerTests() => _answers = new(key =>
    {
        var answer = new TaskCompletionSource<int>();
        _asked.Add((key, answer));
        return answer.Task;
    });

    [Fact]
    public async Task Who_comes_while_a_question_is_asked_shares_the_next_answer_and_never_that_one()
    {
        Task<int> first = _answers.GetAsync("a");
        Task<int>[] later = [_answers.GetAsync("a"), _answers.GetAsync("a")];
        Assert.Single(_asked);

        Answer(0, 1);

        Assert.Equal(1, await first.WithinLimitAsync());
        Assert.All(later, task => Assert.False(task.IsCompleted));
        Assert.Equal(2, _asked.Count);
        Answer(1, 2);
        int[] answers = await Task.WhenAll(later).WithinLimitAsync();
        Assert.Equal([2, 2], answers);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_question_that_nobody_asks_any_more_is_asked_anew()
    {
        Task<int> first = _answers.GetAsync("a");
        Answer(0, 1);
        await first.WithinLimitAsync();

        Task<int> second = _answers.GetAsync("a");
        Answer(1, 2);

        Assert.Equal(2, await second.WithinLimitAsync());
    }

    [Fact]
    public async Task Different_questions_do_not_wait_for_each_other()
    {
        Task<int> waiting = _answers.GetAsync("a");
        Task<int> other = _answers.GetAsync("b");

        Answer(1, 2);

        Assert.Equal(2, await other.WithinLimitAsync());
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task A_failure_is_for_those_who_asked_for_it()
    {
        Task<int> first = _answers.GetAsync("a");
        Task<int> later = _answers.GetAsync("a");

        _asked[0].Answer.SetException(new TimeoutException());
        Answer(1, 2);

        await Assert.ThrowsAsync<TimeoutException>(() => first.WithinLimitAsync());
        Assert.Equal(2, await later.WithinLimitAsync());
    }

    [Fact]
    public async Task Answers_given_to_many_at_once_were_all_asked_for_after_their_requests()
    {
        int asked = 0;
        var answers = new RequestCoalescer<int, int>(async _ =>
        {
            int number = Interlocked.Increment(ref asked);
            await Task.Yield();
            return number;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(asker => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++)
            {
                int before = Volatile.Read(ref asked);
                Assert.True(await answers.GetAsync(asker % 2) > before, "The answer was asked for before the request.");
            }
        }))).WithinLimitAsync();
    }

    private void Answer(int index, int answer) => _asked[index].Answer.SetResult(answer);
}
