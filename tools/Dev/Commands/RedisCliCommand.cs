using System.Globalization;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>redis-cli</c>: opens Redis' client on the Redis of the stack in the data folder.</summary>
internal static class RedisCliCommand
{
    private const string PasswordVariable = "REDISCLI_AUTH";

    /// <param name="settings">The stack's settings.</param>
    /// <param name="arguments">Arguments of <c>redis-cli</c>, for example <c>PING</c>.</param>
    /// <returns>The exit code of <c>redis-cli</c>.</returns>
    /// <exception cref="ServerFaultException">Redis is not running, or <c>redis-cli</c> is not installed.</exception>
    public static Task<int> RunAsync(DevSettings settings, string[] arguments)
    {
        (string[] connection, Dictionary<string, string> environment) = Connection(
            settings.Redis ?? RedisServer.Address(RunningParts.PortOf(settings.Data, RedisServer.Name)));
        return InteractiveProgram.RunAsync("redis-cli", "redis-tools", environment, [.. connection, .. arguments]);
    }

    /// <summary>Translates a connection string. The password moves to the environment, because other users can read arguments.</summary>
    /// <param name="text"><c>redis://…</c>, <c>rediss://…</c> or <c>host:port,option=value</c>.</param>
    internal static (string[] Arguments, Dictionary<string, string> Environment) Connection(string text)
    {
        string[] endPoint = ExternalServer.OfRedis(text).Split(':');
        (string user, string password, bool tls, string database) = text.Contains("://", StringComparison.Ordinal) ? OfUrl(text) : OfOptions(text);
        return (
            [
                "-h", endPoint[0],
                "-p", endPoint.ElementAtOrDefault(1) ?? "6379",
                .. Option("--user", user),
                .. Option("-n", database),
                .. tls ? ["--tls"] : Array.Empty<string>(),
            ],
            password.Length > 0 ? new Dictionary<string, string> { [PasswordVariable] = password } : []);
    }

    private static string[] Option(string name, string value) => value.Length > 0 ? [name, value] : [];

    private static (string User, string Password, bool Tls, string Database) OfUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            throw new ServerFaultException($"{DevSettings.RedisVariable} is not a connection string; write for example redis://localhost:6379");
        }

        string[] user = url.UserInfo.Split(':', 2);
        string database = url.AbsolutePath.Trim('/');
        return (
            Uri.UnescapeDataString(user[0]),
            Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? ""),
            url.Scheme == "rediss",
            int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? database : "");
    }

    private static (string User, string Password, bool Tls, string Database) OfOptions(string text)
    {
        var options = text.Split(',').Skip(1)
            .Select(option => option.Split('=', 2))
            .Where(option => option.Length == 2)
            .ToLookup(option => option[0].Trim(), option => option[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return (Last("user"), Last("password"), bool.TryParse(Last("ssl"), out bool tls) && tls, Last("defaultDatabase"));

        string Last(string name) => options[name].LastOrDefault() ?? "";
    }
}
