using Footfall.Integration.Installations;

namespace Footfall.Integration.Traffic;

/// <summary>Posts events from many connections at once until the source ends or it is stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    /// <summary>A rest for a gateway that refuses; no condition waits for it.</summary>
    private static readonly TimeSpan RestAfterRefusal = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IEnumerator<SentEvent> _source;
    private readonly Task _workers;

    private Load(IEnumerable<SentEvent> source, int workers, GatewayClient gateway, Tally tally)
    {
        _source = source.GetEnumerator();
        Tally = tally;
        _workers = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => PostAllAsync(gateway))).ToArray());
    }

    public Tally Tally { get; }

    /// <param name="source">The events to send; read by one worker at a time.</param>
    /// <param name="workers">The number of concurrent requests.</param>
    /// <param name="gateway">The gateway to send to.</param>
    /// <param name="into">The tally of the answers. Default: a new one.</param>
    public static Load Start(IEnumerable<SentEvent> source, int workers, GatewayClient gateway, Tally? into = null) =>
        new(source, workers, gateway, into ?? new Tally());

    /// <summary>Sends all of a source.</summary>
    /// <inheritdoc cref="Start"/>
    public static async Task<Tally> SendAsync(IEnumerable<SentEvent> source, int workers, GatewayClient gateway, Tally? into = null)
    {
        await using Load load = Start(source, workers, gateway, into);
        return await load.FinishAsync();
    }

    /// <summary>Waits until the given total number of events has been answered 202.</summary>
    public Task WaitForAcceptedAsync(int count) => Eventually.TrueAsync(
        $"{count} events accepted", () => Tally.Accepted.Count >= count || _workers.IsFaulted);

    /// <summary>Waits until the given number of further events has been answered 202.</summary>
    public Task WaitForMoreAcceptedAsync(int count) => WaitForAcceptedAsync(Tally.Accepted.Count + count);

    /// <summary>Waits for the end of the source.</summary>
    public async Task<Tally> FinishAsync()
    {
        await _workers;
        return Tally;
    }

    /// <summary>Stops early, once the requests under way are answered.</summary>
    public async Task<Tally> StopAsync()
    {
        await _stopping.CancelAsync();
        return await FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _source.Dispose();
    }

    private async Task PostAllAsync(GatewayClient gateway)
    {
        while (!_stopping.IsCancellationRequested && TakeNext() is { } next)
        {
            GatewayResponse response = await gateway.PostAsync(next);
            Tally.Add(next, response);
            if (!response.IsAccepted)
            {
                await Task.Delay(RestAfterRefusal);
            }
        }
    }

    private SentEvent? TakeNext()
    {
        lock (_source)
        {
            return _source.MoveNext() ? _source.Current : null;
        }
    }
}
