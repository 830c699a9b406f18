using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Startup;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Transport;

/// <summary>TLS to both servers, using their connection strings and a self-signed certificate.</summary>
public sealed class TlsTests(Servers servers) : IDisposable
{
    private readonly SelfSigned _certificate = new();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Events_go_to_Redis_and_PostgreSQL_over_TLS()
    {
        (RedisServer redis, int tlsPort) = await StartRedisAsync();
        await using RedisServer ofTest = redis;
        await using PostgresServer postgres = await StartPostgresAsync();
        string database = await postgres.CreateDatabaseAsync("footfall");
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            RedisConnection = $"rediss://127.0.0.1:{tlsPort}",
            PostgresConnection = $"{database}?sslmode=verify-full&sslrootcert={_certificate.CertificateFile}",
            Environment = new Dictionary<string, string> { ["SSL_CERT_FILE"] = _certificate.CertificateFile },
            ReadyLimit = Eventually.Timeout,
        });
        using var gateway = new GatewayClient(cluster.GatewayAddress);
        GatewayResponse accepted = await gateway.PostAsync(new SentEvent("encrypted", "page_view", "/", "u", DateTimeOffset.UtcNow));
        Assert.True(accepted.IsAccepted, accepted.ToString());
        await Eventually.TrueAsync("the event is counted", async () =>
            (await gateway.GetStatsAsync("encrypted")).Body.Contains("\"total_views\":1", StringComparison.Ordinal));

        await using var store = new StoredEvents(database);
        Assert.Equal(0, await store.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'footfall%' AND NOT ssl"));
        Assert.True(await store.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'footfall%' AND ssl") > 0);
    }

    [Fact]
    public async Task Servers_whose_certificate_nobody_vouches_for_are_not_trusted()
    {
        (RedisServer redis, int tlsPort) = await StartRedisAsync();
        await using RedisServer ofTest = redis;
        await using PostgresServer postgres = await StartPostgresAsync();
        string database = await postgres.CreateDatabaseAsync("footfall");
        await using HostRun gateway = HostRun.Start(HostKind.Gateway, $"REDIS_URL=rediss://127.0.0.1:{tlsPort}", await servers.PoolAsync());
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL={redis.ConnectionString} DATABASE_URL={database}?sslmode=verify-full", await servers.PoolAsync());
        await WaitForAsync(gateway, "Redis does not answer");
        await WaitForAsync(silo, $"PostgreSQL at 127.0.0.1:{postgres.Port}/footfall");
        using var client = new GatewayClient(gateway.Host.Address);
        await Eventually.TrueAsync("events are refused with 503", async () =>
            (await client.PostAsync(new SentEvent("encrypted", "page_view", "/", "u", DateTimeOffset.UtcNow))).Status == 503);
    }

    private static Task WaitForAsync(HostRun run, string message) =>
        Eventually.TrueAsync($"the {run.Host.Kind} says {message}", () => run.Host.Output.Contains(message, StringComparison.Ordinal));

    private async Task<(RedisServer Redis, int TlsPort)> StartRedisAsync()
    {
        int tlsPort = FreePort.Take();
        RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions
        {
            ExtraArguments =
            [
                "--tls-port", $"{tlsPort}",
                "--tls-cert-file", _certificate.CertificateFile,
                "--tls-key-file", _certificate.KeyFile,
                "--tls-auth-clients", "no",
            ],
        });
        return (redis, tlsPort);
    }

    private Task<PostgresServer> StartPostgresAsync() => PostgresServer.StartAsync(new PostgresServerOptions
    {
        Settings = new Dictionary<string, string>
        {
            ["ssl"] = "on",
            ["ssl_cert_file"] = _certificate.CertificateFile,
            ["ssl_key_file"] = _certificate.KeyFileOfPostgres(),
        },
    });
}
