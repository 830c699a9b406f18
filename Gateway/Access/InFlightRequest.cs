namespace Footfall.Access;

/// <summary>A response in progress. It must not be aborted after it closes, because Kestrel reuses its context.</summary>
internal sealed class InFlightRequest(HttpContext context)
{
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>Aborts the connection if a part of the response has been sent.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (!_isClosed && context.Response.HasStarted)
            {
                context.Abort();
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }
}
