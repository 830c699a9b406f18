using Npgsql;

namespace Footfall.Store;

/// <summary>Separates how to connect from what a session is to have: the latter is never sent with the connection's start.</summary>
internal static class PostgresSession
{
    /// <summary>Settings in the form <c>-c name=value --name=value</c>, with a backslash before a space that is a part of a value.</summary>
    /// <returns>The connection as each session of a pool opens it, and what the address said of its session.</returns>
    public static (NpgsqlConnectionStringBuilder Connection, SessionSettings Settings) Separate(NpgsqlConnectionStringBuilder given)
    {
        var connection = new NpgsqlConnectionStringBuilder(given.ConnectionString) { NoResetOnClose = true, Multiplexing = false, Enlist = false };
        var settings = new SessionSettings();
        if (connection.SearchPath is { Length: > 0 } path)
        {
            settings.Set("search_path", path);
        }

        if (connection.Options is { Length: > 0 } options && TryRead(options, out List<(string Name, string Value)> pairs))
        {
            connection.Remove(nameof(connection.Options));
            foreach ((string name, string value) in pairs)
            {
                settings.Set(name, value);
            }
        }

        // Times are those of UTC; of several hosts, the pool takes the one that can be written to.
        foreach (string name in (string[])["Search Path", "Timezone", "Target Session Attributes", "Load Balance Hosts"])
        {
            connection.Remove(name);
        }

        return (connection, settings);
    }

    /// <summary>Whether a property was set, and is not just what Npgsql takes for it.</summary>
    public static bool IsSet(NpgsqlConnectionStringBuilder connection, string property) => connection.Keys.Any(
        name => string.Equals(name.Replace(" ", "", StringComparison.Ordinal), property, StringComparison.OrdinalIgnoreCase));

    /// <returns>False for anything else: it is left for PostgreSQL to judge.</returns>
    private static bool TryRead(string options, out List<(string Name, string Value)> pairs)
    {
        pairs = [];
        string[] words = [.. options
            .Replace("\\\\", "\0", StringComparison.Ordinal)
            .Replace("\\ ", "\u0001", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace('\u0001', ' ').Replace('\0', '\\'))];
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            string? setting = word == "-c" && i + 1 < words.Length ? words[++i]
                : word.StartsWith("--", StringComparison.Ordinal) || word.StartsWith("-c", StringComparison.Ordinal) ? word[2..]
                : null;
            int equals = setting?.IndexOf('=', StringComparison.Ordinal) ?? -1;
            if (equals <= 0)
            {
                return false;
            }

            pairs.Add((setting![..equals].Replace('-', '_'), setting[(equals + 1)..]));
        }

        return true;
    }
}
