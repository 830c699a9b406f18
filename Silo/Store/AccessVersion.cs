using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Mends the version of sites and keys where rows were restored by themselves: it has one row, and no site or key is newer. In a
/// transaction that no other silo's start has.
/// </summary>
internal static class AccessVersion
{
    private static readonly string Check = SqlText.Load("AccessVersion.Check");
    private static readonly string Mend = SqlText.Load("AccessVersion.Mend");

    /// <returns>Whether there was something to mend.</returns>
    public static async Task<bool> MendAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var check = new NpgsqlCommand(Check, connection);
        if ((bool)(await check.ExecuteScalarAsync(cancellation))!)
        {
            return false;
        }

        await using var mend = new NpgsqlCommand(Mend, connection);
        await mend.ExecuteNonQueryAsync(cancellation);
        return true;
    }
}
