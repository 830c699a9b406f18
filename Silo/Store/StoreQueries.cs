using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>Asks PostgreSQL questions, and turns every way of not being answered into one.</summary>
internal sealed class StoreQueries(Database database, StoreAvailability availability)
{
    /// <exception cref="StoreUnavailableException">PostgreSQL is away, or did not answer.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<TAnswer>> read)
    {
        if (!availability.IsUp)
        {
            throw new StoreUnavailableException("PostgreSQL is away.", new TimeoutException());
        }

        try
        {
            await using NpgsqlCommand command = database.Queries.CreateCommand(sql);
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
