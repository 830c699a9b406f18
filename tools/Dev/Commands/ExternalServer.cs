using System.Globalization;
using Npgsql;

namespace Footfall.Dev.Commands;

/// <summary>Returns the address of a server that this tool did not start, without its password.</summary>
internal static class ExternalServer
{
    private const int RedisPort = 6379;
    private const int PostgresPort = 5432;

    /// <param name="connection"><c>redis://…</c> or <c>host:port,option=value</c>.</param>
    /// <returns><c>host:port</c>.</returns>
    public static string OfRedis(string connection)
    {
        if (connection.Contains("://", StringComparison.Ordinal))
        {
            return OfUrl(connection, RedisPort);
        }

        string endPoint = connection.Split(',')[0];
        return endPoint.Contains(':', StringComparison.Ordinal) ? endPoint : Join(endPoint, RedisPort);
    }

    /// <param name="connection"><c>postgresql://…</c> or <c>Host=…;Port=…</c>.</param>
    /// <returns><c>host:port</c>.</returns>
    public static string OfPostgres(string connection)
    {
        if (connection.Contains("://", StringComparison.Ordinal))
        {
            return OfUrl(connection, PostgresPort);
        }

        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            return Join(builder.Host ?? "localhost", builder.Port);
        }
        catch (ArgumentException)
        {
            // The silo reports what is wrong with it.
            return "?";
        }
    }

    private static string OfUrl(string text, int unset) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) ? Join(url.Host, url.Port > 0 ? url.Port : unset) : "?";

    private static string Join(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
}
