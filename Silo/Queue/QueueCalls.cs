using Footfall.Drain;
using Footfall.Redis;

namespace Footfall.Queue;

/// <summary>Runs calls to the queue, and turns every kind of failure into the exception that grains and the store know.</summary>
internal static class QueueCalls
{
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public static async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }

    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    public static Task RunAsync(Func<Task> call) => RunAsync(async () =>
    {
        await call();
        return true;
    });
}
