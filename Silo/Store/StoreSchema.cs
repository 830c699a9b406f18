using Npgsql;

namespace Footfall.Store;

/// <summary>The schema of an installation's tables, existing or to be created.</summary>
/// <param name="Name">The schema; null if there is none.</param>
/// <param name="Other">A later schema of the search path that also has such tables, of another installation.</param>
/// <param name="Fault">Why the tables cannot be there, and what to do.</param>
internal readonly record struct StoreSchema(string? Name, string? Other, string? Fault)
{
    private static readonly string FindSql = SqlText.Load("StoreSchema.Find");
    private static readonly string FindForeignOwnerSql = SqlText.Load("StoreSchema.FindForeignOwner");

    /// <summary>
    /// Finds the first schema of the search path, where PostgreSQL itself creates new tables. With PostgreSQL's default search path, which
    /// includes a schema named like the user, an existing installation stays where it is if such a schema is created later.
    /// </summary>
    public static async Task<StoreSchema> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(FindSql, connection);
        await using NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        string? first = reader.IsDBNull(0) ? null : reader.GetString(0);
        string? existing = reader.IsDBNull(1) ? null : reader.GetString(1);
        bool isUsersOwn = reader.GetBoolean(2);
        (string user, string path) = (reader.GetString(3), reader.GetString(4));
        string? name = isUsersOwn ? existing ?? first : first;
        if (name is null)
        {
            return new StoreSchema(
                null, null, $"has no schema for the tables: the search_path ({path}) of {user} names none that exists and that {user} may use. Create one, or name another.");
        }

        bool mayCreate = name == first ? reader.GetBoolean(5) : reader.GetBoolean(6);
        return new StoreSchema(
            name,
            existing == name ? null : existing,
            mayCreate
                ? null
                : $"refused to set up the tables: permission denied for schema {name} (SQLSTATE 42501). Its owner, or a superuser, can allow it: "
                    + $"grant create on schema {name} to {user}. The user needs the right to create tables in the database.");
    }

    /// <summary>Resolves all names of the transaction in the schema.</summary>
    public static async Task UseAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        await using var use = new NpgsqlCommand("SELECT set_config('search_path', quote_ident($1), true)", connection) { Parameters = { new() { Value = schema } } };
        await use.ExecuteNonQueryAsync(cancellation);
    }

    /// <returns>Why a monthly partition could not be added to the events, and what to do; null if all is well.</returns>
    public static async Task<string?> FindOwnerFaultAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(FindForeignOwnerSql, connection);
        await using NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? $"has the table {reader.GetString(0)} of {reader.GetString(1)}, to which {reader.GetString(2)} cannot add the partitions of new months. "
                + $"A superuser can allow it: grant {reader.GetString(1)} to {reader.GetString(2)}."
            : null;
    }
}
