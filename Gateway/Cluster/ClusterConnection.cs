namespace Footfall.Cluster;

/// <summary>Tracks whether the Orleans client can call the silos. Initially the client counts as disconnected.</summary>
internal sealed partial class ClusterConnection : IClientConnectionRetryFilter, ILifecycleParticipant<IClusterClientLifecycle>
{
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a call waits for the client to start. Longer than it takes to find an available silo: the delay before
    /// the next attempt, and the list of grains.
    /// </summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ClusterConnection> _logger;

    /// <summary>
    /// Completed when the client has started. It is connected a moment earlier, but reports until then that there are no
    /// grains.
    /// </summary>
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _gateways;
    private bool _hasWarned;

    public ClusterConnection(TimeProvider timeProvider, ILogger<ClusterConnection> logger)
    {
        _timeProvider = timeProvider;
        _logger = logger;
    }

    public bool IsUp => _started.Task.IsCompleted && Volatile.Read(ref _gateways) > 0;

    public void Participate(IClusterClientLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ClusterConnection),
        ServiceLifecycleStage.Active,
        _ =>
        {
            SetStarted();
            return Task.CompletedTask;
        });

    /// <summary>Records that the client knows the silos and their grains.</summary>
    public void SetStarted() => _started.TrySetResult();

    /// <summary>Records the number of silos that the client is connected to.</summary>
    public void SetGateways(int count)
    {
        int before = Interlocked.Exchange(ref _gateways, count);
        if (before == 0 && count > 0)
        {
            LogConnected();
        }
        else if (before > 0 && count == 0)
        {
            LogNoSilo();
        }
    }

    /// <summary>
    /// Completes when the client has started, or when a call has waited long enough for it. Completes immediately after the
    /// start, even while the silos are unavailable.
    /// </summary>
    public async Task WaitForStartAsync() =>
        await _started.Task.WaitAsync(StartLimit, _timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Retries at startup until there is a silo.</summary>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_hasWarned)
        {
            _hasWarned = true;
            LogNoSilo();
        }

        await Task.Delay(ConnectRetry, cancellationToken);
        return true;
    }

    [LoggerMessage(1012, LogLevel.Information, "Connected to the silos.")]
    private partial void LogConnected();

    [LoggerMessage(1013, LogLevel.Warning, "No silo is connected. Events are accepted and wait in the queue; requests for statistics get 503.")]
    private partial void LogNoSilo();
}
