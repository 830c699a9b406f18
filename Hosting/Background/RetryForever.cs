using Polly;
using Polly.Retry;

namespace Footfall.Background;

/// <summary>Retries what a host cannot do without, until it succeeds, with delays that double up to a maximum.</summary>
public static class RetryForever
{
    /// <param name="mayPass">Whether waiting may help after an exception; any other one is thrown.</param>
    /// <param name="delay">Delay after the first failure.</param>
    /// <param name="maxDelay">Maximum delay.</param>
    /// <param name="onRetry">Called before each delay with the number of failures so far and the last one.</param>
    public static ResiliencePipeline Create(Func<Exception, bool> mayPass, TimeSpan delay, TimeSpan maxDelay, Action<int, Exception> onRetry) =>
        new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle(mayPass),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = delay,
                MaxDelay = maxDelay,
                OnRetry = attempt =>
                {
                    onRetry(attempt.AttemptNumber + 1, attempt.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
