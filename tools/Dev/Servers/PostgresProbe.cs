using System.Net.Sockets;
using Npgsql;

namespace Footfall.Dev.Servers;

/// <summary>Checks whether a PostgreSQL accepts sessions.</summary>
internal static class PostgresProbe
{
    /// <returns>True when a session could be opened; false while PostgreSQL is starting or absent.</returns>
    public static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using NpgsqlConnection connection = await ConnectAsync(connectionString, cancellation);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Opens a session outside any pool: a pooled one would outlive the server's restart.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(string connectionString, CancellationToken cancellation)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 2 };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
