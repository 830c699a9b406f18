using Orleans.Streams;

namespace Footfall.Monitoring;

/// <summary>
/// Keeps this gateway subscribed to the status stream named in the responses to its reports. Streams go silent when silos come and
/// go, without notice to the subscribers: after a silence the samples are requested in a new stream.
/// </summary>
/// <param name="update">The receiver of the samples, one after another.</param>
internal sealed class StatusSubscription(IClusterClient cluster, Action<InstallationSample> update, TimeProvider timeProvider)
{
    /// <summary>Samples come at least once a second.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(3);

    private StreamSubscriptionHandle<InstallationSample>? _subscription;
    private Guid _stream;
    private long _seenAt;

    /// <summary>Follows the stream. Must be called with the response to each report.</summary>
    public async Task FollowAsync(StatusStreamId streamId, IClusterStatusGrain status)
    {
        if (streamId.Stream != _stream)
        {
            await LeaveAsync();
            _subscription = await cluster.GetStreamProvider(StatusStreamNames.Provider)
                .GetStream<InstallationSample>(StreamId.Create(StatusStreamNames.Namespace, streamId.Stream))
                .SubscribeAsync((sample, _) =>
                {
                    Volatile.Write(ref _seenAt, timeProvider.GetTimestamp());
                    update(sample);
                    return Task.CompletedTask;
                });
            _stream = streamId.Stream;
            Volatile.Write(ref _seenAt, timeProvider.GetTimestamp());
        }
        else if (timeProvider.GetElapsedTime(Volatile.Read(ref _seenAt)) > StaleAfter)
        {
            await status.Renew(_stream);
            Volatile.Write(ref _seenAt, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Ends the subscription, as far as it still exists.</summary>
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
