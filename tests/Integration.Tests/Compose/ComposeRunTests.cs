using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Compose;

/// <summary>
/// Runs the hosts of docker-compose.yml without Docker: the built programs with only the environment of the file. The only
/// replacements are what a container has to itself: its ports, and the names of its neighbours.
/// </summary>
public sealed partial class ComposeRunTests(Servers servers)
{
    [Fact]
    public async Task Its_environment_makes_a_silo_and_a_gateway_that_count()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        PostgresServer postgres = await servers.PostgresAsync();
        string directory = Directory.CreateTempSubdirectory("footfall-compose-").FullName;
        try
        {
            var compose = new ComposeFile(new Dictionary<string, string>());
            await using HostProcess silo = Start(HostKind.Silo, compose.Environment("silo"), directory, redis, postgres);
            await using HostProcess gateway = Start(HostKind.Gateway, compose.Environment("gateway"), directory, redis, postgres);
            await Task.WhenAll(silo.WaitUntilReadyAsync(Eventually.Timeout), gateway.WaitUntilReadyAsync(Eventually.Timeout));

            using var client = new GatewayClient(gateway.Address);
            GatewayResponse accepted = await client.PostAsync(new SentEvent("composed", "page_view", "/", "u", DateTimeOffset.UtcNow));
            Assert.True(accepted.IsAccepted, accepted.ToString());
            await Eventually.GetAsync(
                "the event's statistics",
                () => client.GetStatsAsync("composed"),
                answer => answer.Body == """{"site_id":"composed","date":null,"total_views":1,"unique_users":1,"top_paths":[{"path":"/","views":1}]}""");

            // The output holds the first key, and nothing that operators cannot act on.
            await Eventually.TrueAsync("the first key is printed", () => gateway.Output.Contains("shown this once: footfall_operator_", StringComparison.Ordinal));
            Assert.All(new[] { silo, gateway }, host => Assert.DoesNotMatch("HTTP_PORTS|XML encryptor|cannot open shared object", host.Output));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static HostProcess Start(HostKind kind, Dictionary<string, string> environment, string directory, RedisServer redis, PostgresServer postgres)
    {
        // Settings of the hosts' base image, and those that their own images override.
        environment["DOTNET_RUNNING_IN_CONTAINER"] = "true";
        environment["ASPNETCORE_HTTP_PORTS"] = "";
        int port = 0;
        foreach ((string name, string value) in environment)
        {
            environment[name] = name switch
            {
                "ASPNETCORE_URLS" => Port().Replace(value, $":{port = FreePort.Take()}"),
                _ when name.EndsWith("Port", StringComparison.Ordinal) => FreePort.Take().ToString(CultureInfo.InvariantCulture),
                _ => value
                    .Replace("redis:6379", redis.ConnectionString, StringComparison.Ordinal)
                    .Replace("postgres:5432", $"127.0.0.1:{postgres.Port}", StringComparison.Ordinal),
            };
        }

        return HostProcess.Start(new HostProcessOptions
        {
            Kind = kind,
            Name = kind.ToString(),
            Directory = directory,
            Address = new Uri($"http://127.0.0.1:{port}"),
            Environment = environment,
            InheritEnvironment = false,
        });
    }

    [GeneratedRegex(@":\d+$")]
    private static partial Regex Port();
}
