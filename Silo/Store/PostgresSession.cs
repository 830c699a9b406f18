using Npgsql;

namespace Footfall.Store;

/// <summary>Separates connection settings from session settings, which are never sent in the startup packet.</summary>
internal static class PostgresSession
{
    /// <summary>Separates settings in the form <c>-c name=value --name=value</c>, with a backslash before a space within a value.</summary>
    /// <returns>The connection settings of a pool, and the session settings of the address.</returns>
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

        // Times are in UTC; of several hosts, the pool uses the writable one.
        foreach (string name in (string[])["Search Path", "Timezone", "Target Session Attributes", "Load Balance Hosts"])
        {
            connection.Remove(name);
        }

        return (connection, settings);
    }

    /// <summary>Returns whether a property was set explicitly, and is not just Npgsql's default.</summary>
    public static bool IsSet(NpgsqlConnectionStringBuilder connection, string property) => connection.Keys.Any(
        name => string.Equals(name.Replace(" ", "", StringComparison.Ordinal), property, StringComparison.OrdinalIgnoreCase));

    /// <returns>False for any other form, which is left to PostgreSQL.</returns>
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
