using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

/// <summary>Reads <c>DATABASE_URL</c>, which may be a URL or Npgsql's own form.</summary>
internal static class PostgresConnectionString
{
    public const string Setting = "DATABASE_URL";

    /// <param name="text">
    /// <c>postgresql://user:password@host:port/database?option=value</c> or <c>Host=…;Database=…</c>. Options of a URL have their
    /// names in Npgsql, and of TLS those of PostgreSQL's own programs too.
    /// </param>
    /// <exception cref="StartupFaultException">The text has neither form.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            NpgsqlConnectionStringBuilder builder = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                ? FromUrl(new Uri(text))
                : new NpgsqlConnectionStringBuilder(text);
            return builder.Host is { Length: > 0 } ? builder : throw new ArgumentException("There is no host.", nameof(text));
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            // The message of the inner exception may repeat parts of the text, and so the password.
            throw new StartupFaultException(
                $"{Setting} is not valid; write postgresql://user:password@host:port/database or Host=…;Username=…;Password=…;Database=…");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(Uri url)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port > 0 ? url.Port : 5432 };
        string[] credentials = url.UserInfo.Split(':', 2);
        if (credentials[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(credentials[0]);
        }

        if (credentials.Length == 2)
        {
            builder.Password = Uri.UnescapeDataString(credentials[1]);
        }

        string database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/'));
        if (database.Length > 0)
        {
            builder.Database = database;
        }

        foreach (string option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = option.Split('=', 2);
            string name = Uri.UnescapeDataString(pair[0]);
            string value = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
            (name, value) = name switch
            {
                "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
                "sslrootcert" => ("Root Certificate", value),
                "sslcert" => ("SSL Certificate", value),
                "sslkey" => ("SSL Key", value),
                _ => (name, value),
            };
            builder[name] = value;
        }

        return builder;
    }
}
