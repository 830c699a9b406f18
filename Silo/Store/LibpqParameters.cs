using System.Globalization;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Handles libpq's parameters: each is mapped to its Npgsql equivalent, has no effect here, or is refused with advice on what to do
/// instead. Parameters that promise safety but cannot be honored are never ignored silently.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS</remarks>
internal static class LibpqParameters
{
    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Taken = new(StringComparer.Ordinal)
    {
        ["dbname"] = (connection, value) => connection.Database = value,
        ["user"] = (connection, value) => connection.Username = value,
        ["password"] = (connection, value) => connection.Password = value,
        ["passfile"] = (connection, value) => connection.Passfile = value,
        ["require_auth"] = (connection, value) => connection.RequireAuth = value.Replace("scram-sha-256", "ScramSHA256", StringComparison.Ordinal),
        ["channel_binding"] = (connection, value) => connection.ChannelBinding = Choose(
            "channel_binding", value, ("disable", ChannelBinding.Disable), ("prefer", ChannelBinding.Prefer), ("require", ChannelBinding.Require)),
        ["connect_timeout"] = (connection, value) => connection.Timeout = Number("connect_timeout", value) is > 0 and var seconds ? Math.Max(seconds, 2) : 0,
        ["options"] = (connection, value) => connection.Options = value,
        ["application_name"] = (connection, value) => connection.ApplicationName = value,
        ["keepalives"] = (connection, value) => connection.TcpKeepAlive = Flag("keepalives", value),
        ["keepalives_idle"] = (connection, value) => connection.TcpKeepAliveTime = Number("keepalives_idle", value),
        ["keepalives_interval"] = (connection, value) => connection.TcpKeepAliveInterval = Number("keepalives_interval", value),
        ["gssencmode"] = (connection, value) => connection.GssEncryptionMode = Choose(
            "gssencmode", value, ("disable", GssEncryptionMode.Disable), ("prefer", GssEncryptionMode.Prefer), ("require", GssEncryptionMode.Require)),
        ["sslmode"] = (connection, value) => connection.SslMode = Choose(
            "sslmode", value, ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer), ("require", SslMode.Require),
            ("verify-ca", SslMode.VerifyCA), ("verify-full", SslMode.VerifyFull)),
        ["requiressl"] = (connection, value) => connection.SslMode = Flag("requiressl", value) ? SslMode.Require : SslMode.Prefer,
        ["sslnegotiation"] = (connection, value) => connection.SslNegotiation = Choose(
            "sslnegotiation", value, ("postgres", SslNegotiation.Postgres), ("direct", SslNegotiation.Direct)),
        ["sslcert"] = (connection, value) => connection.SslCertificate = value,
        ["sslkey"] = (connection, value) => connection.SslKey = value,
        ["sslpassword"] = (connection, value) => connection.SslPassword = value,
        ["krbsrvname"] = (connection, value) => connection.KerberosServiceName = value,

        // Without a root certificate Npgsql uses the system's certificates.
        ["sslrootcert"] = (connection, value) => connection.RootCertificate = value == "system" ? null : value,
    };

    /// <summary>Values equivalent to omitting the parameter, and advice for any other value. Null: any value.</summary>
    private static readonly Dictionary<string, (string[]? Values, string Advice)> WithoutEffect = new(StringComparer.Ordinal)
    {
        ["fallback_application_name"] = (null, ""),
        ["keepalives_count"] = (null, ""),
        ["tcp_user_timeout"] = (null, ""),
        ["load_balance_hosts"] = (["disable", "random"], "write disable or random; either way, the host that accepts writes is used"),
        ["target_session_attrs"] = (["any", "read-write", "primary"], "Footfall writes: leave it out, or write read-write or primary"),
        ["client_encoding"] = (["auto", "UTF8", "utf8", "UTF-8", "utf-8", "unicode", "UNICODE"], "texts are sent as UTF-8; leave it out"),
        ["replication"] = (["false", "off", "no", "0"], "leave it out"),
        ["sslcompression"] = (["0", "1"], "leave it out; nothing is compressed"),
        ["sslsni"] = (["0", "1"], "leave it out"),
        ["sslcertmode"] = (["allow", "disable"], "leave it out, and name the certificate with sslcert; the server can demand one (clientcert in pg_hba.conf)"),
        ["ssl_min_protocol_version"] = (["", "TLSv1", "TLSv1.1", "TLSv1.2"], "leave it out; the lowest version is TLS 1.2, or what MinProtocol says in the system's openssl.cnf"),
        ["ssl_max_protocol_version"] = (["", "TLSv1.3"], "leave it out, or set MaxProtocol in the system's openssl.cnf"),
        ["min_protocol_version"] = (["3.0"], "leave it out; the protocol's version is 3.0"),
        ["max_protocol_version"] = (["3.0", "3.2", "latest"], "leave it out; the protocol's version is 3.0"),
        ["gsslib"] = (["gssapi"], "leave it out"),
        ["gssdelegation"] = (["0"], "leave it out; credentials are not passed on"),
        ["tty"] = (null, ""),
        ["authtype"] = (null, ""),
    };

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["service"] = "write the parameters of the service file into DATABASE_URL",
        ["servicefile"] = "write the parameters of the service file into DATABASE_URL",
        ["sslcrl"] = "leave it out; \"Check Certificate Revocation=true\" asks the certificate's issuer instead",
        ["sslcrldir"] = "leave it out; \"Check Certificate Revocation=true\" asks the certificate's issuer instead",
        ["sslkeylogfile"] = "leave it out; session keys are never written",
        ["requirepeer"] = "leave it out; connect by TCP with sslmode=verify-full to be sure of the server",
        ["scram_client_key"] = "write the password instead",
        ["scram_server_key"] = "write the password instead",
        ["oauth_issuer"] = "use a password or a certificate",
        ["oauth_client_id"] = "use a password or a certificate",
        ["oauth_client_secret"] = "use a password or a certificate",
        ["oauth_scope"] = "use a password or a certificate",
    };

    /// <summary>Returns whether libpq has the parameter.</summary>
    public static bool IsKnown(string name) =>
        name is "host" or "hostaddr" or "port" || Taken.ContainsKey(name) || WithoutEffect.ContainsKey(name) || Refused.ContainsKey(name);

    /// <param name="connection">The settings to change.</param>
    /// <param name="hosts">The host settings to change.</param>
    /// <param name="name">Name in libpq, otherwise in Npgsql.</param>
    /// <param name="value">The parameter's value.</param>
    /// <exception cref="ConnectionParameterException">The parameter does not exist or does not allow the value.</exception>
    public static void Apply(NpgsqlConnectionStringBuilder connection, ConnectionHosts hosts, string name, string value)
    {
        switch (name)
        {
            case "host":
                hosts.SetHosts(value);
                return;
            case "hostaddr":
                hosts.SetAddresses(value);
                return;
            case "port":
                hosts.SetPorts(value);
                return;
        }

        if (Refused.TryGetValue(name, out string? instead))
        {
            throw new ConnectionParameterException($"the parameter {name} is not supported: {instead}");
        }

        if (WithoutEffect.TryGetValue(name, out (string[]? Values, string Advice) harmless))
        {
            if (harmless.Values is { } values && !values.Contains(value))
            {
                throw new ConnectionParameterException($"the parameter {name} cannot have this value: {harmless.Advice}");
            }
        }
        else if (Taken.TryGetValue(name, out Action<NpgsqlConnectionStringBuilder, string>? take))
        {
            Take(name, () => take(connection, value));
        }
        else
        {
            ApplyNpgsql(connection, name, value);
        }
    }

    /// <param name="connection">The settings to change.</param>
    /// <param name="name">Name in Npgsql.</param>
    /// <param name="value">The parameter's value.</param>
    /// <exception cref="ConnectionParameterException">The parameter does not exist or does not allow the value.</exception>
    public static void ApplyNpgsql(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        if (!connection.ContainsKey(name))
        {
            throw new ConnectionParameterException(
                $"it has the parameter \"{name}\", which neither PostgreSQL's programs (libpq) nor Npgsql know; docs/operations/postgresql.md lists those that are supported");
        }

        Take(name, () => connection[name] = value);
        if (connection.TargetSessionAttributes is "standby" or "read-only" or "prefer-standby")
        {
            throw new ConnectionParameterException($"the parameter {name} cannot have this value: Footfall writes: leave it out, or write read-write or primary");
        }
    }

    private static void Take(string name, Action take)
    {
        try
        {
            take();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            throw new ConnectionParameterException($"the parameter {name} has an invalid value");
        }
    }

    private static T Choose<T>(string name, string value, params (string Text, T Value)[] choices)
    {
        foreach ((string text, T choice) in choices)
        {
            // Npgsql's spelling is accepted as well.
            if (string.Equals(text.Replace("-", "", StringComparison.Ordinal), value.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        throw new ConnectionParameterException($"the parameter {name} may be {string.Join(", ", choices.Select(choice => choice.Text))}");
    }

    private static int Number(string name, string value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
        ? Math.Max(number, 0)
        : throw new ConnectionParameterException($"the parameter {name} must be a number of seconds");

    private static bool Flag(string name, string value) => Choose(name, value, ("0", false), ("1", true));
}
