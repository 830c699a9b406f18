using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>Asks PostgreSQL questions, and turns every way of not being answered into one.</summary>
internal sealed class StoreQueries(Database database, StoreAvailability availability)
{
    /// <summary>Asks for little.</summary>
    /// <exception cref="StoreUnavailableException">PostgreSQL is away, or did not answer.</exception>
    public Task<TAnswer> AskAsync<TAnswer>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TAnswer>> read) =>
        AskAsync(database.Queries, sql, parameters, read);

    /// <summary>Asks for figures out of many rows.</summary>
    /// <exception cref="StoreUnavailableException">PostgreSQL is away, or did not answer.</exception>
    public Task<TAnswer> AskForStatisticsAsync<TAnswer>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TAnswer>> read) =>
        AskAsync(database.Statistics, sql, parameters, read);

    private async Task<TAnswer> AskAsync<TAnswer>(
        NpgsqlDataSource source, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TAnswer>> read)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            await using NpgsqlCommand command = source.CreateCommand(sql);
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
}
