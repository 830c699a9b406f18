namespace Footfall.Access;

/// <summary>An answer under way. Kestrel uses its context again for the next request, so that none may be ended after it was closed.</summary>
internal sealed class InFlightRequest(HttpContext context)
{
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>Breaks the connection off if a part of the answer has been sent.</summary>
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
