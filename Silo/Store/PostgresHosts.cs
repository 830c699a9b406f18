using System.Globalization;
using Npgsql;

namespace Footfall.Store;

/// <summary>Splits and joins the hosts of an address, which may name several.</summary>
internal static class PostgresHosts
{
    /// <summary>Splits hosts that <see cref="Join"/> combined, or an operator wrote in Npgsql's form.</summary>
    public static IReadOnlyList<(string Host, int Port)> Split(NpgsqlConnectionStringBuilder connection) =>
        [.. connection.Host!.Split(',').Select(host => Split(host.Trim(), connection.Port))];

    /// <summary>Sets a single host as it is, or several with their ports, in Npgsql's form.</summary>
    public static void Join(NpgsqlConnectionStringBuilder connection, IReadOnlyList<(string Host, int Port)> hosts)
    {
        connection.Port = hosts[0].Port;
        connection.Host = hosts.Count == 1 ? hosts[0].Host : string.Join(',', hosts.Select(host => Text(host.Host, host.Port)));
    }

    /// <summary>Describes the hosts and the database for messages.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder connection) =>
        string.Join(',', Split(connection).Select(host => string.Create(CultureInfo.InvariantCulture, $"{host.Host}:{host.Port}"))) + $"/{connection.Database}";

    private static string Text(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");

    private static (string Host, int Port) Split(string text, int defaultPort)
    {
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > text.LastIndexOf(']')
            && (text.StartsWith('[') || text.IndexOf(':', StringComparison.Ordinal) == colon)
            && !text.StartsWith('/');
        return hasPort && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? (text[..colon].Trim('[', ']'), port)
            : (text.Trim('[', ']'), defaultPort);
    }
}
