using System.Text;

namespace Footfall.Store;

/// <summary>
/// PostgreSQL settings of a session, which override those of role, database or address. They are never sent in the startup
/// packet, because PgBouncer refuses unknown parameters there. A direct session gets them once; a session lent by a pooler gets
/// them anew in each transaction, and keeps none of them.
/// </summary>
internal sealed class SessionSettings
{
    /// <summary>Exists since PostgreSQL 17; older versions do not know it.</summary>
    private const string TransactionTimeout =
        "CASE WHEN current_setting('server_version_num')::int >= 170000 THEN set_config('transaction_timeout', '0', {0}) END";

    /// <summary>
    /// Settings that a role, database or file may have changed and on which our statements depend. Values read and written as text have
    /// one form; no timeout ends a statement besides our own; a warning that comes with a commit is received.
    /// </summary>
    private static readonly (string Name, string Value)[] Expected =
    [
        ("TimeZone", "UTC"),
        ("DateStyle", "ISO, YMD"),
        ("IntervalStyle", "postgres"),
        ("bytea_output", "hex"),
        ("standard_conforming_strings", "on"),
        ("client_min_messages", "warning"),
        ("default_transaction_isolation", "read committed"),
        ("statement_timeout", "0"),
        ("lock_timeout", "0"),
        ("idle_session_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
    ];

    private readonly List<(string Name, string Value)> _settings = [.. Expected];

    /// <summary>All settings; a later value of a name replaces an earlier one.</summary>
    public IReadOnlyList<(string Name, string Value)> All => _settings;

    /// <summary>The statement that applies the settings for the whole session.</summary>
    public string ForSession => $"SELECT {Calls("false")}";

    /// <summary>The statement that applies the settings until the end of the transaction. It returns no rows.</summary>
    public string ForTransaction => $"DO $settings$ BEGIN PERFORM {Calls("true")}; END $settings$";

    public void Set(string name, string value)
    {
        int known = _settings.FindIndex(setting => string.Equals(setting.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known >= 0)
        {
            _settings[known] = (name, value);
        }
        else
        {
            _settings.Add((name, value));
        }
    }

    public SessionSettings Copy()
    {
        var copy = new SessionSettings();
        foreach ((string name, string value) in _settings)
        {
            copy.Set(name, value);
        }

        return copy;
    }

    private string Calls(string isLocal)
    {
        var calls = new StringBuilder();
        foreach ((string name, string value) in _settings)
        {
            calls.Append("set_config(").Append(Literal(name)).Append(", ").Append(Literal(value)).Append(", ").Append(isLocal).Append("), ");
        }

        return calls.Append(TransactionTimeout.Replace("{0}", isLocal, StringComparison.Ordinal)).ToString();
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
