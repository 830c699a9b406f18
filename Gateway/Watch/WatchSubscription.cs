using Orleans.Streams;

namespace Footfall.Watch;

/// <summary>
/// Keeps this gateway subscribed to the stream that its reports say. Streams go silent when silos come and go, and the
/// subscribers are not told: after a silence the samples are asked for in a new stream.
/// </summary>
/// <param name="hear">Takes each sample, one after another.</param>
internal sealed class WatchSubscription(IClusterClient cluster, Action<InstallationSample> hear, TimeProvider clock)
{
    /// <summary>Samples come at least once a second.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private StreamSubscriptionHandle<InstallationSample>? _subscription;
    private Guid _stream;
    private long _heardAt;

    /// <summary>To be called with each report's answer.</summary>
    public async Task FollowAsync(WatchTicket ticket, IWatchGrain watch)
    {
        if (ticket.Stream != _stream)
        {
            await LeaveAsync();
            _subscription = await cluster.GetStreamProvider(WatchFeed.Provider)
                .GetStream<InstallationSample>(StreamId.Create(WatchFeed.Namespace, ticket.Stream))
                .SubscribeAsync((sample, _) =>
                {
                    Volatile.Write(ref _heardAt, clock.GetTimestamp());
                    hear(sample);
                    return Task.CompletedTask;
                });
            _stream = ticket.Stream;
            Volatile.Write(ref _heardAt, clock.GetTimestamp());
        }
        else if (clock.GetElapsedTime(Volatile.Read(ref _heardAt)) > Silence)
        {
            await watch.Renew(_stream);
            Volatile.Write(ref _heardAt, clock.GetTimestamp());
        }
    }

    /// <summary>Ends the subscription, as far as there is still somebody to tell.</summary>
    public async Task LeaveAsync()
    {
        StreamSubscriptionHandle<InstallationSample>? former = _subscription;
        _subscription = null;
        _stream = default;
        if (former is not null)
        {
            await former.UnsubscribeAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
