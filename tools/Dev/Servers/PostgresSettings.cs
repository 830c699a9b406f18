using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>The settings of a private PostgreSQL. What is not here is PostgreSQL's default; fsync among them, which is on.</summary>
internal static class PostgresSettings
{
    /// <returns>Arguments of <c>postgres</c>.</returns>
    public static IEnumerable<string> Arguments(int port, IReadOnlyDictionary<string, string> further)
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            // Anybody on this machine may connect as postgres without a password: never beyond loopback.
            ["listen_addresses"] = "127.0.0.1",
            // The path of a socket may have 107 bytes, and data folders lie anywhere.
            ["unix_socket_directories"] = "",
            // Silos take few; tests and benches of many make connections of their own.
            ["max_connections"] = "200",
            // A quarter of a small machine. Writes go to the newest month and to the sites' own rows, which stay in it.
            ["shared_buffers"] = "256MB",
            // Checkpoints by time, not by volume, under load: each makes the next change of every page write it whole.
            ["max_wal_size"] = "4GB",
        };
        foreach ((string name, string value) in further)
        {
            settings[name] = value;
        }

        return settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
    }
}
