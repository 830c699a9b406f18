using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Stops the silo before it joins its cluster if PostgreSQL answers already and the queue belongs to another installation.
/// <see cref="DatabaseStartup"/>, which waits for PostgreSQL, finds all other faults.
/// </summary>
internal sealed class StoreStartupCheck(Database database, WalRollbackDetector rollbackDetector) : IHostedLifecycleService
{
    /// <summary>Maximum delay of the start by a PostgreSQL that does not answer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await using PooledConnection pooled = await database.Queries.OpenAsync(limit.Token);
            await using NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(limit.Token);
            if (await StoreSchema.FindAsync(pooled.Connection, limit.Token) is { Name: { } schema })
            {
                await StoreSchema.UseAsync(pooled.Connection, schema, limit.Token);
                await rollbackDetector.Ownership.CheckAsync(pooled.Connection, limit.Token);
            }
        }
        catch (Exception e) when (e is not StartupException && !cancellationToken.IsCancellationRequested)
        {
            // Retried, and reported, once the silo runs.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
