using System.Text.RegularExpressions;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Npgsql;

namespace Footfall.Dev.Commands;

/// <summary><c>psql</c>: opens PostgreSQL's client on the database of the stack in the data folder.</summary>
internal static partial class PsqlCommand
{
    private const string PasswordVariable = "PGPASSWORD";

    /// <param name="settings">The stack's settings.</param>
    /// <param name="arguments">Arguments of <c>psql</c>, for example <c>-c "SELECT 1"</c>.</param>
    /// <returns>The exit code of <c>psql</c>.</returns>
    /// <exception cref="ServerFaultException">PostgreSQL is not running, or <c>psql</c> is not installed.</exception>
    public static Task<int> RunAsync(DevSettings settings, string[] arguments)
    {
        (string address, Dictionary<string, string> environment) = Connection(
            settings.Postgres ?? PostgresServer.Address(RunningParts.PortOf(settings.Data, PostgresServer.Name), LocalClusterOptions.DefaultDatabase));
        return InteractiveProgram.RunAsync("psql", "postgresql-client", environment, ["--dbname", address, .. arguments]);
    }

    /// <summary>Translates a connection string. The password moves to the environment, because other users can read arguments.</summary>
    /// <param name="text"><c>postgresql://…</c> or <c>Host=…;Port=…</c>.</param>
    /// <exception cref="ServerFaultException">The text is in neither form.</exception>
    internal static (string Address, Dictionary<string, string> Environment) Connection(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            Match match = UrlPassword().Match(text);
            return match.Success
                ? (text.Remove(match.Groups["password"].Index - 1, match.Groups["password"].Length + 1), Password(Uri.UnescapeDataString(match.Groups["password"].Value)))
                : (text, []);
        }

        try
        {
            var given = new NpgsqlConnectionStringBuilder(text);
            var builder = new UriBuilder("postgresql", given.Host ?? "localhost", given.Port, Uri.EscapeDataString(given.Database ?? ""))
            {
                UserName = Uri.EscapeDataString(given.Username ?? ""),
            };
            return (builder.Uri.AbsoluteUri, given.Password is { Length: > 0 } password ? Password(password) : []);
        }
        catch (ArgumentException e)
        {
            throw new ServerFaultException($"{DevSettings.PostgresVariable} is not a connection string: {e.Message}");
        }
    }

    private static Dictionary<string, string> Password(string password) => new() { [PasswordVariable] = password };

    [GeneratedRegex("^[a-z]+://[^/@:]*:(?<password>[^/@]*)@")]
    private static partial Regex UrlPassword();
}
