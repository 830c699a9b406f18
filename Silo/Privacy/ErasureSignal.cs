namespace Footfall.Privacy;

/// <summary>Says that there is something to erase, so that this silo begins at once; others look for it by themselves.</summary>
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
            // It is set, and not heard yet.
        }
    }

    /// <returns>Whether it was set, before the time was over.</returns>
    public Task<bool> WaitAsync(TimeSpan maxWait, CancellationToken cancellation) => _set.WaitAsync(maxWait, cancellation);

    public void Dispose() => _set.Dispose();
}
