using Footfall.Drain;
using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>Reports each second which PostgreSQL the silo uses, and stops the silo if another installation owns the queue by now.</summary>
internal sealed partial class StoreOwnershipMonitor(
    Database database, StoreAvailability availability, WalRollbackDetector rollbackDetector, StartupErrors startupErrors, TimeProvider timeProvider, ILogger<StoreOwnershipMonitor> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await rollbackDetector.Ownership.LeaveAsync();
        }
        catch (QueueUnavailableException)
        {
            // This silo's last report expires by itself.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await availability.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (rollbackDetector.Ownership.Fault is null && await timer.WaitForNextTickAsync(stoppingToken))
        {
            // During an outage, the probe confirms the ownership.
            if (availability.IsUp)
            {
                await ConfirmAsync(stoppingToken);
            }
        }

        if (rollbackDetector.Ownership.Fault is { } fault)
        {
            startupErrors.Report(fault);
        }
    }

    private async Task ConfirmAsync(CancellationToken cancellation)
    {
        try
        {
            await using PooledConnection pooled = await database.CommitWorkers.OpenAsync(cancellation);
            await using NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(cancellation);
            await rollbackDetector.Ownership.ConfirmAsync(pooled.Connection, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception e) when (e is StoreCopyException or StartupException)
        {
            LogSuspended(e.Message);
            availability.Report(e);
        }
        catch (QueueUnavailableException)
        {
            // Without Redis nothing is drained.
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
        }
    }

    [LoggerMessage(2141, LogLevel.Error, "Nothing is stored any more: {Reason}")]
    private partial void LogSuspended(string reason);
}
