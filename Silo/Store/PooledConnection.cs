using System.Data;
using Npgsql;

namespace Footfall.Store;

/// <summary>A connection of a <see cref="ConnectionPool"/>; disposing it lets the next one have it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="settings">
/// The statement that has to come first in each transaction, when a pooler may run any two of them in different sessions; null when the
/// session is our own, and has its settings.
/// </param>
/// <param name="free">Counts the connections that nobody has.</param>
internal sealed class PooledConnection(NpgsqlConnection connection, string? settings, SemaphoreSlim free) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>
    /// A batch for the statements that come first: in a transaction, or one transaction by themselves. What it may begin with returns no
    /// rows, so that the first result is that of the first statement which is added.
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

    /// <summary>One statement that is a transaction by itself.</summary>
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

    /// <summary>Begins a transaction that has its settings.</summary>
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
