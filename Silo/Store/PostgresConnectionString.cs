using System.Data.Common;
using System.Globalization;
using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Parses <c>DATABASE_URL</c>: a URL or a list of keywords, both as PostgreSQL's own programs accept them, or Npgsql's form.
/// </summary>
internal static class PostgresConnectionString
{
    public const string Setting = "DATABASE_URL";

    private const int DefaultPort = 5432;

    /// <summary>The default of Linux. Npgsql accepts no interval without it.</summary>
    private const int SystemKeepAliveSeconds = 7200;

    private const string Forms = "write postgresql://user:password@host:port/database or Host=…;Username=…;Password=…;Database=…";

    /// <param name="text">
    /// <c>postgresql://user:password@host:port/database?parameter=value</c>, also with several hosts; <c>host=… dbname=…</c>; or
    /// <c>Host=…;Database=…</c>. Parameters of the first two use the names of libpq or Npgsql.
    /// </param>
    /// <exception cref="StartupException">The text has none of these forms. The message repeats no value.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            NpgsqlConnectionStringBuilder connection = IsUrl(text) ? FromUrl(text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..])
                : ConnectionKeywords.TryRead(text) is { } keywords ? FromKeywords(keywords)
                : FromNpgsql(text);
            if (connection.Host is not { Length: > 0 })
            {
                throw new ConnectionParameterException($"it names no host; {Forms}");
            }

            if (connection is { TcpKeepAliveInterval: > 0, TcpKeepAliveTime: 0 })
            {
                connection.TcpKeepAliveTime = SystemKeepAliveSeconds;
            }

            // With it, Npgsql looks for a Kerberos library, and complains if there is none.
            if (!PostgresSession.IsSet(connection, nameof(connection.GssEncryptionMode)) && Environment.GetEnvironmentVariable("PGGSSENCMODE") is null)
            {
                connection.GssEncryptionMode = GssEncryptionMode.Disable;
            }

            return connection;
        }
        catch (ConnectionParameterException e)
        {
            // Without the inner exception, whose message may contain parts of the text, including the password.
            throw new StartupException($"{Setting} is not valid; {e.Message}");
        }
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        var connection = new NpgsqlConnectionStringBuilder();
        int end = text.IndexOfAny(['/', '?']);
        string authority = end < 0 ? text : text[..end];
        string rest = end < 0 ? "" : text[end..];
        int at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            string[] credentials = authority[..at].Split(':', 2);
            Set(connection, "user", credentials[0]);
            Set(connection, "password", credentials.ElementAtOrDefault(1) ?? "");
        }

        int question = rest.IndexOf('?', StringComparison.Ordinal);
        Set(connection, "dbname", (question < 0 ? rest : rest[..question]).Trim('/'));
        var hosts = new ConnectionHosts();
        foreach (string host in authority[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            AddHost(hosts, host);
        }

        foreach (string parameter in question < 0 ? [] : rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = parameter.Split('=', 2);
            LibpqParameters.Apply(connection, hosts, Decode(pair[0]), Decode(pair.ElementAtOrDefault(1) ?? ""));
        }

        hosts.Apply(connection);
        return connection;
    }

    private static void AddHost(ConnectionHosts hosts, string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= text.LastIndexOf(']'))
        {
            hosts.Add(Decode(text.Trim('[', ']')), DefaultPort);
            return;
        }

        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            throw new ConnectionParameterException(
                $"a port is not a number from 1 to 65535. If the user or the password contains / ? # @ or %, write it as %2F %3F %23 %40 %25; {Forms}");
        }

        hosts.Add(Decode(text[..colon].Trim('[', ']')), port);
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(IReadOnlyList<(string Name, string Value)> keywords)
    {
        var connection = new NpgsqlConnectionStringBuilder();
        var hosts = new ConnectionHosts();
        foreach ((string name, string value) in keywords)
        {
            LibpqParameters.Apply(connection, hosts, name, value);
        }

        hosts.Apply(connection);
        return connection;
    }

    private static NpgsqlConnectionStringBuilder FromNpgsql(string text)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw new ConnectionParameterException(Forms);
        }

        var connection = new NpgsqlConnectionStringBuilder();
        foreach (string name in pairs.Keys)
        {
            LibpqParameters.ApplyNpgsql(connection, name, (string)pairs[name]);
        }

        return connection;
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, string name, string encoded)
    {
        if (encoded.Length > 0)
        {
            LibpqParameters.Apply(connection, new ConnectionHosts(), name, Decode(encoded));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text);
}
