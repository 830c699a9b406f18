using System.Diagnostics;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Traffic;

/// <summary>Posts events at a fixed rate, however long responses take, until it is stopped.</summary>
internal sealed class PacedLoad : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _posting;

    private PacedLoad(NumberedEvents events, int perSecond, GatewayClient gateway) => _posting = Task.Run(() => PostAsync(events, perSecond, gateway));

    public Tally Tally { get; } = new();

    public static PacedLoad Start(NumberedEvents events, int perSecond, GatewayClient gateway) => new(events, perSecond, gateway);

    /// <summary>Waits until the given number of further events has been answered 202.</summary>
    public Task WaitForMoreAcceptedAsync(int count)
    {
        int enough = Tally.Accepted.Count + count;
        return Eventually.TrueAsync($"{count} more events accepted", () => Tally.Accepted.Count >= enough || _posting.IsFaulted);
    }

    /// <summary>Stops once the requests under way are answered.</summary>
    public async Task<Tally> StopAsync()
    {
        await _stopping.CancelAsync();
        await _posting;
        return Tally;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task PostAsync(NumberedEvents events, int perSecond, GatewayClient gateway)
    {
        long start = Stopwatch.GetTimestamp();
        var posts = new List<Task>();
        using var timer = new PeriodicTimer(Step);
        while (!_stopping.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            for (int due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); posts.Count < due;)
            {
                posts.Add(PostAsync(events.Next(), gateway));
            }
        }

        await Task.WhenAll(posts);
    }

    private async Task PostAsync(SentEvent sent, GatewayClient gateway) => Tally.Add(sent, await gateway.PostAsync(sent));
}
