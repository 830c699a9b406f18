namespace Footfall.Cluster;

/// <summary>Follows the Orleans client: whether it can ask the silos now. The client starts as if it were lost.</summary>
internal sealed partial class ClusterConnection : IClientConnectionRetryFilter, ILifecycleParticipant<IClusterClientLifecycle>
{
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a question waits for a client that has not started. Above what it takes to find a silo that is there:
    /// the rest before the next attempt, and the list of the grains.
    /// </summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ClusterConnection> _logger;

    /// <summary>
    /// Completed when the client has started: only then does it know which grains there are. It is connected, and
    /// answers that there are none, a moment sooner.
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

    /// <summary>The client knows the silos and their grains.</summary>
    public void SetStarted() => _started.TrySetResult();

    /// <summary>The number of silos that the client is connected to has changed.</summary>
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
    /// Completes when the client has started, or when a question has waited for that long enough. At once ever after
    /// the start, also while the silos are away.
    /// </summary>
    public async Task WaitForStartAsync() =>
        await _started.Task.WaitAsync(StartLimit, _timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>At start: asks again until there is a silo.</summary>
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

    [LoggerMessage(1013, LogLevel.Warning, "No silo is connected. Events are accepted and wait in the queue; statistics are answered 503.")]
    private partial void LogNoSilo();
}
