using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Repairs the version of sites and keys if rows were restored on their own: it has one row, and no site or key is newer. Runs in the
/// startup transaction, which no other silo can run at the same time.
/// </summary>
internal static class AccessVersion
{
    private static readonly string Check = SqlText.Load("AccessVersion.Check");
    private static readonly string Mend = SqlText.Load("AccessVersion.Mend");

    /// <returns>Whether a repair was needed.</returns>
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
