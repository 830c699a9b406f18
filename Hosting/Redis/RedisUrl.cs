using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>
/// Parses <c>redis://</c>, <c>rediss://</c>, <c>redis+sentinel://</c> and <c>rediss+sentinel://</c> URLs. They may name
/// several hosts, which <see cref="Uri"/> does not support.
/// </summary>
/// <remarks>
/// <c>redis://[user:password@]host[:port][,host[:port]…][/database]</c><br/>
/// <c>redis+sentinel://[user:password@]sentinel[:port][,sentinel[:port]…]/master[/database][?sentinel_username=…&amp;sentinel_password=…]</c>
/// </remarks>
internal static class RedisUrl
{
    private const int RedisPort = 6379;
    private const int SentinelPort = 26379;
    private const string SchemeEnd = "://";

    public static bool IsUrl(string text) => text.Contains(SchemeEnd, StringComparison.Ordinal);

    /// <returns>Options in the client's own form: those of a Sentinel URL have a service name, and Sentinels as end points.</returns>
    /// <exception cref="FormatException">The text is not such a URL. The message contains nothing secret.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        int schemeEnd = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        (bool tls, bool sentinel) = text[..schemeEnd].ToLowerInvariant() switch
        {
            "redis" => (false, false),
            "rediss" => (true, false),
            "redis+sentinel" => (false, true),
            "rediss+sentinel" => (true, true),
            _ => throw new FormatException("its scheme must be redis, rediss, redis+sentinel or rediss+sentinel"),
        };
        string rest = text[(schemeEnd + SchemeEnd.Length)..];
        (rest, string query) = Split(rest, '?');
        (string authority, string path) = Split(rest, '/');
        int credentialsEnd = authority.LastIndexOf('@');
        var options = new ConfigurationOptions { Ssl = tls };
        if (credentialsEnd >= 0)
        {
            ReadCredentials(authority[..credentialsEnd], options);
        }

        foreach (string host in authority[(credentialsEnd + 1)..].Split(','))
        {
            options.EndPoints.Add(ReadHost(host, sentinel ? SentinelPort : RedisPort));
        }

        string[] segments = path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (sentinel)
        {
            options.ServiceName = segments.Length > 0
                ? Uri.UnescapeDataString(segments[0])
                : throw new FormatException("it names no master: write redis+sentinel://host:port,host:port/master");
            segments = segments[1..];
        }

        if (segments.Length > 0)
        {
            options.DefaultDatabase = ReadDatabase(string.Join('/', segments));
        }

        foreach (string parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            ReadParameter(parameter, sentinel, options);
        }

        return options;
    }

    private static (string Before, string After) Split(string text, char separator)
    {
        int at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static void ReadCredentials(string text, ConfigurationOptions options)
    {
        (string user, string password) = Split(text, ':');
        if (!text.Contains(':'))
        {
            throw new FormatException("it has a user without a password: write redis://user:password@host, or redis://:password@host");
        }

        options.User = user.Length > 0 ? Uri.UnescapeDataString(user) : null;
        options.Password = Uri.UnescapeDataString(password);
    }

    private static EndPoint ReadHost(string text, int defaultPort)
    {
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > text.LastIndexOf(']');
        string host = (hasPort ? text[..colon] : text).Trim('[', ']');
        int port = defaultPort;
        if (host.Length == 0)
        {
            throw new FormatException("a host is missing");
        }

        if (hasPort && !(int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= IPEndPoint.MaxPort))
        {
            throw new FormatException("a port is not a number from 1 to 65535");
        }

        return IPAddress.TryParse(host, out IPAddress? address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);
    }

    private static int ReadDatabase(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException("its database is not a number");

    private static void ReadParameter(string parameter, bool sentinel, ConfigurationOptions options)
    {
        (string name, string value) = Split(parameter, '=');
        value = Uri.UnescapeDataString(value);
        switch (name.ToLowerInvariant())
        {
            case "db":
                options.DefaultDatabase = ReadDatabase(value);
                break;
            case "sentinel_username" when sentinel:
                options.SentinelUser = value;
                break;
            case "sentinel_password" when sentinel:
                options.SentinelPassword = value;
                break;
            default:
                throw new FormatException($"its parameter {name} is unknown{(sentinel ? "; use db, sentinel_username or sentinel_password" : "; the only one is db")}");
        }
    }
}
