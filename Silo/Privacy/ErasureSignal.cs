namespace Footfall.Privacy;

/// <summary>Signals that an erasure is pending, so that this silo starts at once; others find it by polling.</summary>
internal sealed class ErasureSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set, and not received yet.
        }
    }

    /// <returns>Whether it was set before the wait timed out.</returns>
    public Task<bool> WaitAsync(TimeSpan maxWait, CancellationToken cancellation) => _set.WaitAsync(maxWait, cancellation);

    public void Dispose() => _set.Dispose();
}
