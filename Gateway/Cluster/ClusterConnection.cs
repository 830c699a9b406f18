namespace Footfall.Cluster;

/// <summary>Follows the Orleans client: whether it is connected to a silo now. The client starts as if it were lost.</summary>
internal sealed partial class ClusterConnection(ILogger<ClusterConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    private int _gateways;
    private bool _hasWarned;

    public bool IsUp => Volatile.Read(ref _gateways) > 0;

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
