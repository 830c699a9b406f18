namespace Footfall.Drain;

/// <summary>
/// Lets one operation of an activation change its site's fencing token at a time: a drain of one epoch's stream, or another change.
/// Used only on the grain's turns.
/// </summary>
/// <remarks>It saves work and is not needed for correctness: activations do not know of each other's locks.</remarks>
internal sealed class FencingTokenLock
{
    private readonly List<TaskCompletionSource> _waiting = [];

    private bool _isHeld;

    /// <summary>The epoch being drained; null if none.</summary>
    private string? _draining;

    public bool IsDraining => _draining is not null;

    /// <summary>Enters for a drain, after waiting for a drain of another epoch.</summary>
    /// <returns>False if the same epoch is being drained, or another operation changes the token.</returns>
    public async ValueTask<bool> TryEnterDrainAsync(string epoch)
    {
        // After a Redis restart a site has a stream of the old epoch beside the new one. If this gave up, a busy site would reject
        // the old stream again and again.
        while (_draining is not null && _draining != epoch)
        {
            await WaitAsync();
        }

        if (_isHeld)
        {
            return false;
        }

        _isHeld = true;
        _draining = epoch;
        return true;
    }

    /// <summary>Enters for another operation, after waiting for all earlier ones.</summary>
    public async ValueTask EnterAsync()
    {
        while (_isHeld)
        {
            await WaitAsync();
        }

        _isHeld = true;
    }

    public void Exit()
    {
        _isHeld = false;
        _draining = null;
        TaskCompletionSource[] waiting = [.. _waiting];
        _waiting.Clear();

        // Last, because a waiter may continue inline.
        Array.ForEach(waiting, each => each.SetResult());
    }

    /// <summary>Completes when the current holder exits; another one may have entered by then.</summary>
    private Task WaitAsync()
    {
        // One source per waiter: if waiters shared a task, all but one would continue in the thread pool.
        var waiting = new TaskCompletionSource();
        _waiting.Add(waiting);
        return waiting.Task;
    }
}
