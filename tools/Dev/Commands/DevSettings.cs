using System.Collections;
using System.Globalization;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>The environment's settings for the stack that a command works on.</summary>
/// <param name="Port">The gateway's port.</param>
/// <param name="Silos">The number of silos that <c>up</c> starts.</param>
/// <param name="Data">The full path of the data folder.</param>
/// <param name="Redis">The connection string of a server to use; null to start one.</param>
/// <param name="Postgres">The connection string of a database to use; null to start a server.</param>
internal sealed record DevSettings(int Port, int Silos, string Data, string? Redis, string? Postgres)
{
    public const string PortVariable = "FOOTFALL_PORT";
    public const string SilosVariable = "FOOTFALL_SILOS";
    public const string DataVariable = "FOOTFALL_DATA";
    public const string RedisVariable = "FOOTFALL_REDIS";
    public const string PostgresVariable = "FOOTFALL_POSTGRES";

    private static readonly string[] HostPrefixes = ["OTEL_", "Access__"];

    public Uri GatewayAddress => new($"http://localhost:{Port}");

    /// <exception cref="ServerFaultException">A variable has an invalid value; the message names it.</exception>
    public static DevSettings Read() => new(
        Number(PortVariable, 3000, 65535),
        Number(SilosVariable, 1, 99),
        Path.GetFullPath(Text(DataVariable) ?? Path.Combine(Repository.Root, ".dev")),
        Text(RedisVariable),
        Text(PostgresVariable));

    /// <summary>Returns the variables meant for the hosts: OpenTelemetry's own, and those for access control.</summary>
    public static IReadOnlyDictionary<string, string> ReadForHosts() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!))
        .Where(variable => HostPrefixes.Any(prefix => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary();

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static int Number(string name, int unset, int highest)
    {
        if (Text(name) is not { } text)
        {
            return unset;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= highest
            ? number
            : throw new ServerFaultException($"{name} is '{text}'; it must be a number from 1 to {highest}.");
    }
}
