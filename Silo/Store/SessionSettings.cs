using System.Text;

namespace Footfall.Store;

/// <summary>
/// The settings of PostgreSQL that a session works with, whatever role, database or address say. They are never sent with the
/// connection's start (PgBouncer refuses what it does not know there): a session of our own gets them once, one that a pooler lends
/// out gets them anew in each transaction, and keeps nothing of them.
/// </summary>
internal sealed class SessionSettings
{
    /// <summary>Since PostgreSQL 17; an older one does not know it.</summary>
    private const string TransactionTimeout =
        "CASE WHEN current_setting('server_version_num')::int >= 170000 THEN set_config('transaction_timeout', '0', {0}) END";

    /// <summary>
    /// What a role, a database or a file may have set, and our statements do not expect. What is read and written as text has one form;
    /// nothing ends a statement that has its own time-outs; a warning that comes with a commit is heard.
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

    /// <summary>A later value of a name takes the place of an earlier one.</summary>
    public IReadOnlyList<(string Name, string Value)> All => _settings;

    /// <summary>The statement that sets them for as long as the session lasts.</summary>
    public string ForSession => $"SELECT {Calls("false")}";

    /// <summary>The statement that sets them until the transaction's end. It returns no rows.</summary>
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
