using System.Data;
using Npgsql;

namespace Footfall.Store;

/// <summary>A connection of a <see cref="ConnectionPool"/>; disposing it returns it to the pool.</summary>
/// <param name="connection">The connection.</param>
/// <param name="settings">
/// The statement that must come first in each transaction if a pooler may run any two of them in different sessions; null if the
/// session is direct and has its settings.
/// </param>
/// <param name="free">The semaphore of free connections.</param>
internal sealed class PooledConnection(NpgsqlConnection connection, string? settings, SemaphoreSlim free) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>
    /// Creates a batch for the first statements of a transaction, or for a whole transaction. The settings statement it may start with
    /// returns no rows, so the first result is that of the first added statement.
    /// </summary>
    public NpgsqlBatch CreateBatch()
    {
        NpgsqlBatch batch = Connection.CreateBatch();
        if (settings is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(settings));
        }

        return batch;
    }

    /// <summary>Creates a statement that is a transaction on its own.</summary>
    public NpgsqlBatch CreateStatement(string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (NpgsqlParameter parameter in parameters)
        {
            statement.Parameters.Add(parameter);
        }

        NpgsqlBatch batch = CreateBatch();
        batch.BatchCommands.Add(statement);
        return batch;
    }

    /// <summary>Begins a transaction and applies the settings.</summary>
    public async Task<NpgsqlTransaction> BeginTransactionAsync(CancellationToken cancellation = default)
    {
        NpgsqlTransaction transaction = await Connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            if (settings is not null)
            {
                await using NpgsqlBatch first = CreateBatch();
                await first.ExecuteNonQueryAsync(cancellation);
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Connection.DisposeAsync();
        }
        finally
        {
            free.Release();
        }
    }
}
