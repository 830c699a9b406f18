using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Stats;

[Trait("Tier", "fast")]
public sealed class StatsClientTests
{
    private static readonly StatsQuery AllTime = new(null, TimeSpan.Zero);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly BlockingCollection<TaskCompletionSource<StatsResult?>> _asked = [];
    private readonly StatsClient _statistics;

    public StatsClientTests() => _statistics = new StatsClient(
        (_, _) =>
        {
            var answer = new TaskCompletionSource<StatsResult?>();
            _asked.Add(answer);
            return answer.Task;
        },
        _timeProvider);

    [Fact]
    public async Task A_question_that_a_frozen_silo_keeps_is_asked_again()
    {
        Task<StatsResult?> reply = _statistics.GetAsync("site", AllTime);
        _asked.Take();

        TaskCompletionSource<StatsResult?> second = await NextAskedAsync();
        second.SetResult(new StatsResult(StatsOutcome.Answered));

        Assert.Equal(StatsOutcome.Answered, (await reply.WithinLimitAsync())?.Outcome);
    }

    [Fact]
    public async Task The_first_answer_counts_even_when_the_question_was_asked_again()
    {
        Task<StatsResult?> reply = _statistics.GetAsync("site", AllTime);
        TaskCompletionSource<StatsResult?> first = _asked.Take();
        await NextAskedAsync();

        first.SetResult(new StatsResult(StatsOutcome.Unavailable));

        Assert.Equal(StatsOutcome.Unavailable, (await reply.WithinLimitAsync())?.Outcome);
    }

    [Fact]
    public async Task A_question_that_no_silo_could_answer_is_not_asked_again()
    {
        Task<StatsResult?> reply = _statistics.GetAsync("site", AllTime);

        _asked.Take().SetResult(null);

        Assert.Null(await reply.WithinLimitAsync());
        Assert.Empty(_asked);
    }

    private async Task<TaskCompletionSource<StatsResult?>> NextAskedAsync()
    {
        TaskCompletionSource<StatsResult?>? next;
        while (!_asked.TryTake(out next))
        {
            _timeProvider.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return next;
    }
}
