using System.Diagnostics;

namespace Footfall.Integration.Traffic;

/// <summary>
/// Posts events that have an <c>event_id</c>, each until it is answered 202, as a careful server-side client does. What it
/// counts as accepted must be stored once.
/// </summary>
internal sealed class PersistentLoad : IAsyncDisposable
{
    private static readonly TimeSpan RestAfterRefusal = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _workers;
    private long _lastAccepted = Stopwatch.GetTimestamp();
    private int _refusals;

    private PersistentLoad(NumberedEvents events, int workers, GatewayClient gateway) =>
        _workers = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => PostAllAsync(events, gateway))).ToArray());

    public Tally Tally { get; } = new();

    /// <summary>The number of responses other than 202.</summary>
    public int Refusals => _refusals;

    /// <summary>The time since an event was last accepted.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastAccepted));

    public static PersistentLoad Start(NumberedEvents events, int workers, GatewayClient gateway) => new(events, workers, gateway);

    /// <summary>Stops once every event that was begun is accepted.</summary>
    public async Task<Tally> FinishAsync()
    {
        await _stopping.CancelAsync();
        await _workers;
        return Tally;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(_workers, Task.Delay(TimeSpan.FromSeconds(30)));
        _stopping.Dispose();
    }

    private async Task PostAllAsync(NumberedEvents events, GatewayClient gateway)
    {
        while (!_stopping.IsCancellationRequested)
        {
            SentEvent next = events.Next();
            next = next with { Id = next.User };
            GatewayResponse response;
            while (!(response = await gateway.PostAsync(next)).IsAccepted)
            {
                Interlocked.Increment(ref _refusals);
                await Task.Delay(RestAfterRefusal);
            }

            Tally.Add(next, response);
            Volatile.Write(ref _lastAccepted, Stopwatch.GetTimestamp());
        }
    }
}
