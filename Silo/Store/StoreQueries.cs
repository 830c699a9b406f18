using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>Asks PostgreSQL questions, and turns every way of not being answered into one.</summary>
internal sealed class StoreQueries(Database database, StoreAvailability availability, TimeProvider clock)
{
    /// <summary>Whoever would wait longer for a connection is better told to ask again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreUnavailableException">PostgreSQL is away, did not answer, or is asked too much already.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TAnswer>> read)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            await using PooledConnection pooled = await OpenAsync();
            await using var command = new NpgsqlCommand(sql, pooled.Connection);
            command.Parameters.AddRange(parameters);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            return await read(reader);
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("PostgreSQL did not answer.", e);
        }
    }

    private async Task<PooledConnection> OpenAsync()
    {
        using var limit = new CancellationTokenSource(LongestWait, clock);
        try
        {
            return await database.Queries.OpenAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new StoreUnavailableException("All connections for questions are in use; Store:Connections is how many there are.", e);
        }
    }
}
