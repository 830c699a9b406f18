using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Stats;

public sealed class StatsClientTests
{
    private static readonly StatsQuery AllTime = new(null, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new();
    private readonly BlockingCollection<TaskCompletionSource<StatsReply?>> _asked = [];
    private readonly StatsClient _statistics;

    public StatsClientTests() => _statistics = new StatsClient(
        (_, _) =>
        {
            var answer = new TaskCompletionSource<StatsReply?>();
            _asked.Add(answer);
            return answer.Task;
        },
        _clock);

    [Fact]
    public async Task A_question_that_a_frozen_silo_keeps_is_asked_again()
    {
        Task<StatsReply?> reply = _statistics.GetAsync("site", AllTime);
        _asked.Take();

        TaskCompletionSource<StatsReply?> second = await NextAskedAsync();
        second.SetResult(new StatsReply(StatsOutcome.Answered));

        Assert.Equal(StatsOutcome.Answered, (await reply.WithinLimitAsync())?.Outcome);
    }

    [Fact]
    public async Task The_first_answer_counts_even_when_the_question_was_asked_again()
    {
        Task<StatsReply?> reply = _statistics.GetAsync("site", AllTime);
        TaskCompletionSource<StatsReply?> first = _asked.Take();
        await NextAskedAsync();

        first.SetResult(new StatsReply(StatsOutcome.Unavailable));

        Assert.Equal(StatsOutcome.Unavailable, (await reply.WithinLimitAsync())?.Outcome);
    }

    [Fact]
    public async Task A_question_that_no_silo_could_answer_is_not_asked_again()
    {
        Task<StatsReply?> reply = _statistics.GetAsync("site", AllTime);

        _asked.Take().SetResult(null);

        Assert.Null(await reply.WithinLimitAsync());
        Assert.Empty(_asked);
    }

    private async Task<TaskCompletionSource<StatsReply?>> NextAskedAsync()
    {
        TaskCompletionSource<StatsReply?>? next;
        while (!_asked.TryTake(out next))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return next;
    }
}
