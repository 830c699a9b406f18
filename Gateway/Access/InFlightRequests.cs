using System.Collections.Concurrent;

namespace Footfall.Access;

/// <summary>
/// Responses in progress to callers with keys, so that long-running ones, such as live streams and exports, end when the key
/// does.
/// </summary>
internal sealed class InFlightRequests(AccessSnapshot snapshot)
{
    private readonly ConcurrentDictionary<InFlightRequest, Guid> _open = new();

    /// <summary>Runs a request.</summary>
    /// <param name="key">The id of the key that allows it.</param>
    /// <param name="context">The request.</param>
    /// <param name="next">The delegate that responds to it.</param>
    public async Task RunAsync(Guid key, HttpContext context, RequestDelegate next)
    {
        var answer = new InFlightRequest(context);
        _open[answer] = key;
        try
        {
            await next(context);
        }
        finally
        {
            _open.TryRemove(answer, out Guid _);
            answer.Close();
        }
    }

    /// <summary>Ends the responses whose keys have expired or were revoked.</summary>
    public void EndInvalid()
    {
        foreach (IGrouping<Guid, InFlightRequest> ofKey in _open.GroupBy(open => open.Value, open => open.Key))
        {
            if (snapshot.FindKey(ofKey.Key) is not null)
            {
                continue;
            }

            foreach (InFlightRequest answer in ofKey)
            {
                answer.End();
            }
        }
    }
}
