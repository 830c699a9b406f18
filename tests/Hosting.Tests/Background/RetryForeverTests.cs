namespace Footfall.Background;

[Trait("Tier", "fast")]
public sealed class RetryForeverTests
{
    private readonly List<(int Failures, string Message)> _retries = [];

    [Fact]
    public async Task Failure_that_may_pass_is_retried_until_the_call_succeeds()
    {
        int calls = 0;
        int result = await Create().ExecuteAsync(_ => ++calls < 4 ? throw new TimeoutException($"no {calls}") : ValueTask.FromResult(calls));

        Assert.Equal(4, result);
        Assert.Equal([(1, "no 1"), (2, "no 2"), (3, "no 3")], _retries);
    }

    [Fact]
    public async Task Failure_that_cannot_pass_is_thrown()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Create().ExecuteAsync(_ => throw new InvalidOperationException()));
        Assert.Empty(_retries);
    }

    [Fact]
    public async Task Cancellation_ends_the_retries()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Create().ExecuteAsync(
            async _ =>
            {
                await cancellation.CancelAsync();
                throw new TimeoutException();
            },
            cancellation.Token));
    }

    private Polly.ResiliencePipeline Create() => RetryForever.Create(
        failure => failure is TimeoutException,
        TimeSpan.FromMilliseconds(1),
        TimeSpan.FromMilliseconds(2),
        (failures, failure) => _retries.Add((failures, failure.Message)));
}
