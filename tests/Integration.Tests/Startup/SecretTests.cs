using System.Text;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Startup;

/// <summary>Passwords recognizable by their text: no host prints or returns any of them, even at the most detailed log level.</summary>
public sealed class SecretTests(Servers servers) : IDisposable
{
    private const string RedisSecret = "TellTaleOfRedis";
    private const string PostgresSecret = "TellTaleOfPostgres";
    private const string ReceiverSecret = "TellTaleOfReceiver";
    private const string CertificateSecret = "TellTaleOfCertificate";
    private const string TellTale = "TellTale";

    private const string LogAll = "Logging__LogLevel__Default=Trace Logging__LogLevel__Microsoft=Trace Logging__LogLevel__Orleans=Trace ";

    private static readonly string[] Paths =
    [
        "/", "/metrics", "/health/ready", "/health/live", "/openapi/v1.json", "/api/stats?site_id=told", "/api/stats", "/api/ledger", "/api/dead-letters",
        "/api/sites/told/ledger", "/api/sites/told/days", "/api/sites/told/days?from=2026-01-01&to=2026-12-31", "/api/operator/overview", "/api/operator/silos", "/api/operator/sites", "/api/operator/sites/told", "/operator",
        "/operator/grains", "/operator/grains/DashboardCounters", "/operator/grains/ClusterStats", "/nothing",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("footfall-secrets-").FullName;
    private readonly StringBuilder _told = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Full_run_with_outages_prints_no_secret()
    {
        await using RedisServer redis = await StartRedisAsync();
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions());
        string database = WithSecret(await postgres.CreateDatabaseAsync("footfall"));
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            RedisConnection = $"redis://:{RedisSecret}@{redis.ConnectionString}",
            PostgresConnection = database,
            Environment = new Dictionary<string, string>
            {
                ["Logging__LogLevel__Default"] = "Trace",
                ["Logging__LogLevel__Microsoft"] = "Trace",
                ["Logging__LogLevel__Orleans"] = "Trace",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://user:{ReceiverSecret}@127.0.0.1:{FreePort.Take()}",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = $"Authorization={ReceiverSecret}",
            },
            ReadyLimit = Eventually.Timeout,
        });
        using var gateway = new GatewayClient(cluster.GatewayAddress);
        Assert.True((await PostAsync(gateway)).IsAccepted);
        await Eventually.TrueAsync("it is counted", async () => (await gateway.GetStatsAsync("told")).Body.Contains("\"total_views\":1", StringComparison.Ordinal));
        await AskAsync(cluster);

        await postgres.KillAsync();
        await PostAsync(gateway);
        await Eventually.TrueAsync("the silo misses PostgreSQL", () => cluster.Silos[0].Output.Contains("is away", StringComparison.Ordinal));
        await AskAsync(cluster);
        await redis.KillAsync();
        await PostAsync(gateway);
        await AskAsync(cluster);
        await cluster.StopAsync();

        foreach (HostProcess host in (HostProcess[])[.. cluster.Silos, .. cluster.Gateways])
        {
            Assert.Contains("trce:", host.Output, StringComparison.Ordinal);
            Tell(host.Output);
        }

        AssertNothingTold();
    }

    [Theory]
    [InlineData(HostKind.Gateway, $"REDIS_URL=redis://:{RedisSecret}@")]
    [InlineData(HostKind.Gateway, $"REDIS_URL=redis://:{RedisSecret}@127.0.0.1:1/{RedisSecret}")]
    [InlineData(HostKind.Gateway, $"REDIS_URL=127.0.0.1:1,password={RedisSecret},nonsense={RedisSecret}")]
    [InlineData(HostKind.Gateway, $"REDIS_URL_FILE=/nowhere REDIS_URL=redis://:{RedisSecret}@127.0.0.1:1")]
    [InlineData(HostKind.Silo, $"REDIS_URL=redis://127.0.0.1:1 DATABASE_URL=postgresql://u:{PostgresSecret}@:x/y")]
    [InlineData(HostKind.Silo, $"REDIS_URL=redis://127.0.0.1:1 DATABASE_URL=Host=h;Password={PostgresSecret};Nonsense={PostgresSecret}")]
    [InlineData(HostKind.Gateway, $"REDIS_URL=redis://127.0.0.1:1 Kestrel__Endpoints__Web__Url=https://127.0.0.1:0 Kestrel__Certificates__Default__Path=/dev/null Kestrel__Certificates__Default__Password={CertificateSecret}")]
    [InlineData(HostKind.Silo, $"REDIS_URL=redis://:{RedisSecret}@127.0.0.1:1 DATABASE_URL=postgresql://u:{PostgresSecret}@h/d Queue__LeaseDuration=00:00:01 {LogAll}")]
    public async Task Faults_at_start_tell_none(HostKind kind, string settings)
    {
        await using HostRun run = HostRun.Start(kind, settings, await servers.PoolAsync());
        Assert.Equal(1, await run.ExitCodeAsync());
        Tell(run.Host.Output);
        AssertNothingTold();
    }

    [Theory]
    [InlineData(HostKind.Gateway, "Redis does not answer")]
    [InlineData(HostKind.Silo, "PostgreSQL at 127.0.0.1")]
    public async Task Passwords_that_are_not_taken_are_not_told(HostKind kind, string complaint)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = kind == HostKind.Gateway ? ["--requirepass", "another"] : [] });
        await using HostRun run = HostRun.Start(
            kind, $"REDIS_URL=redis://:{RedisSecret}@{redis.ConnectionString} DATABASE_URL=postgresql://u:{PostgresSecret}@127.0.0.1:{FreePort.Take()}/d {LogAll}", await servers.PoolAsync());
        await Eventually.TrueAsync("it complains", () => run.Host.Output.Contains(complaint, StringComparison.Ordinal));
        Tell(run.Host.Output);
        AssertNothingTold();
    }

    [Fact]
    public async Task Secrets_come_from_files_as_well()
    {
        await using RedisServer redis = await StartRedisAsync();
        string file = Path.Combine(_folder, "redis");
        await File.WriteAllTextAsync(file, $"redis://:{RedisSecret}@{redis.ConnectionString}\n");
        await using HostRun run = HostRun.Start(HostKind.Gateway, $"REDIS_URL_FILE={file} {LogAll}", await servers.PoolAsync());
        using var gateway = new GatewayClient(run.Host.Address);
        await Eventually.TrueAsync("an event is taken", async () => (await PostAsync(gateway)).IsAccepted);
        Tell(run.Host.Output);
        AssertNothingTold();
    }

    private static Task<RedisServer> StartRedisAsync() => RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--requirepass", RedisSecret] });

    private static string WithSecret(string database) => database.Replace("postgres@", $"postgres:{PostgresSecret}@", StringComparison.Ordinal);

    private async Task<GatewayResponse> PostAsync(GatewayClient gateway)
    {
        GatewayResponse response = await gateway.PostAsync(new SentEvent("told", "page_view", "/", "u", DateTimeOffset.UtcNow));
        Tell($"{response}");
        return response;
    }

    private async Task AskAsync(LocalCluster cluster)
    {
        foreach (HostProcess host in (HostProcess[])[.. cluster.Gateways, .. cluster.Silos])
        {
            using var client = new GatewayClient(host.Address);
            foreach (string path in Paths)
            {
                Tell($"{await client.GetAsync(path)}");
            }
        }
    }

    private void Tell(string text) => _told.AppendLine(text);

    private void AssertNothingTold() => Assert.DoesNotContain(
        _told.ToString().Split('\n'), line => line.Contains(TellTale, StringComparison.OrdinalIgnoreCase));
}
