using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>The settings of a private PostgreSQL. All others keep PostgreSQL's defaults, among them fsync, which is on.</summary>
internal static class PostgresSettings
{
    /// <returns>Arguments of <c>postgres</c>.</returns>
    public static IEnumerable<string> Arguments(int port, IReadOnlyDictionary<string, string> further)
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            // Any user of this machine may connect as postgres without a password, so never beyond loopback.
            ["listen_addresses"] = "127.0.0.1",
            // A socket's path may have 107 bytes, and data folders can be anywhere.
            ["unix_socket_directories"] = "",
            // Silos take few; tests and benchmarks of many open connections of their own.
            ["max_connections"] = "200",
            // A quarter of a small machine. Writes go to the latest month and to the sites' own rows, which stay in it.
            ["shared_buffers"] = "256MB",
            // Under load checkpoints are due by time, not by volume: each makes the next change of every page write the whole page.
            ["max_wal_size"] = "4GB",
        };
        foreach ((string name, string value) in further)
        {
            settings[name] = value;
        }

        return settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
    }
}
