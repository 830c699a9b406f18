using System.Data;
using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>Runs statements in PostgreSQL, and turns every kind of failure into one exception.</summary>
internal sealed class StoreCommands(Database database, StoreAvailability availability, TimeProvider timeProvider)
{
    /// <summary>Maximum wait for a connection; after it, the caller had better retry.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreUnavailableException">PostgreSQL is unavailable, did not answer, or has too many queries.</exception>
    public async Task<TResult> QueryAsync<TResult>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TResult>> read)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            await using PooledConnection pooled = await OpenAsync(database.Queries.OpenAsync);
            await using NpgsqlBatch command = pooled.CreateStatement(sql, parameters);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            return await read(reader);
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("PostgreSQL did not answer.", e);
        }
    }

    /// <summary>Runs several queries in one snapshot.</summary>
    /// <exception cref="StoreUnavailableException">PostgreSQL is unavailable, did not answer, or has too many queries.</exception>
    public async Task<TResult> QuerySnapshotAsync<TResult>(Func<NpgsqlConnection, Task<TResult>> read)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            await using WriteTransaction snapshot = await OpenAsync(limit => WriteTransaction.BeginAsync(database, database.Queries, IsolationLevel.RepeatableRead, limit));
            return await read(snapshot.Connection);
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("PostgreSQL did not answer.", e);
        }
    }

    /// <summary>Makes a change with one statement.</summary>
    /// <exception cref="StoreUnavailableException">
    /// PostgreSQL is unavailable, did not answer, or has too many queries; or the change was made, but may be lost with the server.
    /// </exception>
    public Task<TResult> ChangeAsync<TResult>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TResult>> read) =>
        ChangeAsync(async transaction =>
        {
            await using NpgsqlBatch batch = transaction.CreateFirstBatch();
            var change = new NpgsqlBatchCommand(sql);
            change.Parameters.AddRange(parameters);
            batch.BatchCommands.Add(change);
            await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync();
            await reader.NextResultAsync();
            return await read(reader);
        });

    /// <summary>Makes a change with several statements.</summary>
    /// <param name="change">The change; it starts with the transaction's first batch.</param>
    /// <exception cref="StoreUnavailableException">The same as for a change with one statement.</exception>
    public async Task<TResult> ChangeAsync<TResult>(Func<WriteTransaction, Task<TResult>> change)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        if (database.Durability.Problem is { } problem)
        {
            throw new StoreUnavailableException(problem, new TimeoutException());
        }

        try
        {
            await using WriteTransaction transaction = await OpenAsync(limit => WriteTransaction.OpenAsync(database, database.Queries, limit));
            TResult answer = await change(transaction);
            return await transaction.CommitAsync()
                ? answer
                : throw new StoreUnavailableException("The change was made, but a standby that takes over may lack it.", new TimeoutException());
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("PostgreSQL did not answer.", e);
        }
    }

    private async Task<T> OpenAsync<T>(Func<CancellationToken, Task<T>> open)
    {
        using var limit = new CancellationTokenSource(MaxWait, timeProvider);
        try
        {
            return await open(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new StoreUnavailableException("All connections for queries are in use; Store:Connections sets their number.", e);
        }
    }
}
