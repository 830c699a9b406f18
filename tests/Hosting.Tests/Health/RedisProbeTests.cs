using Footfall.Dev.Servers;
using Footfall.Redis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Footfall.Health;

/// <summary>A Redis that responds but accepts no writes is detected within seconds, and its own message is reported.</summary>
public sealed class RedisProbeTests : IAsyncLifetime
{
    private readonly OngoingFaults _faults = new(TimeProvider.System, NullLogger<OngoingFaults>.Instance);
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--enable-protected-configs", "yes"] });
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("REPLICAOF 127.0.0.1 1", "READONLY", "REPLICAOF NO ONE")]
    [InlineData("CONFIG SET maxmemory 100kb", "OOM", "CONFIG SET maxmemory 0")]
    [InlineData("CONFIG SET min-replicas-to-write 1", "NOREPLICAS", "CONFIG SET min-replicas-to-write 0")]
    public async Task A_server_that_refuses_writes_is_told_in_its_words_until_it_takes_them(string fault, string words, string end)
    {
        using RedisProbe probe = await StartAsync(RedisFaults.TakesNoEvents);
        await ExecuteAsync(fault);
        HealthCheckResult result = await WaitAsync(HealthStatus.Unhealthy);
        Assert.Contains("Redis takes no events: " + words, result.Description, StringComparison.Ordinal);
        await ExecuteAsync(end);
        await WaitAsync(HealthStatus.Healthy);
        await probe.StopAsync(CancellationToken.None);
    }

    /// <summary>A silo's writes free memory.</summary>
    [Fact]
    public async Task A_full_server_does_not_keep_a_silo_from_its_work()
    {
        using RedisProbe silo = await StartAsync(RedisFaults.GivesNoEvents);
        using RedisProbe gateway = await StartAsync(RedisFaults.TakesNoEvents);
        await ExecuteAsync("CONFIG SET maxmemory 100kb");
        await WaitAsync(HealthStatus.Unhealthy);
        Assert.Equal(RedisFaults.TakesNoEvents, Assert.Single(_faults.Current).Kind);
        await ExecuteAsync("REPLICAOF 127.0.0.1 1");
        await Eventually.TrueAsync(() => _faults.Current.Any(fault => fault.Kind == RedisFaults.GivesNoEvents));
    }

    [Fact]
    public async Task A_server_that_cannot_write_its_file_is_told()
    {
        using RedisProbe probe = await StartAsync(RedisFaults.TakesNoEvents);
        await ExecuteAsync("CONFIG SET save 3600 1");

        // Not even root can create a file there.
        await ExecuteAsync("CONFIG SET dir /proc");
        await ExecuteAsync("BGSAVE");
        HealthCheckResult result = await WaitAsync(HealthStatus.Unhealthy);
        Assert.Contains("MISCONF", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_and_its_return_too()
    {
        using RedisProbe probe = await StartAsync(RedisFaults.TakesNoEvents);
        await _server.KillAsync();
        HealthCheckResult result = await WaitAsync(HealthStatus.Unhealthy);
        Assert.Contains($"it does not answer at 127.0.0.1:{_server.Port}", result.Description, StringComparison.Ordinal);
        await _server.RestartAsync();
        await WaitAsync(HealthStatus.Healthy);
    }

    private async Task<RedisProbe> StartAsync(FaultKind kind)
    {
        var check = new RedisCheck(_redis, NullLogger<RedisCheck>.Instance);
        await check.RunAsync(TestContext.Current.CancellationToken);
        var probe = new RedisProbe(_redis, check, _faults, TimeProvider.System, kind);
        await probe.StartAsync(CancellationToken.None);
        return probe;
    }

    private async Task ExecuteAsync(string command)
    {
        // A separate connection, which accepts the server in any role.
        await using ConnectionMultiplexer admin = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_server.Port},allowAdmin=true");
        string[] words = command.Split(' ');
        object[] arguments = command.StartsWith("CONFIG SET", StringComparison.Ordinal)
            ? [words[1], words[2], string.Join(' ', words[3..])]
            : [.. words[1..]];
        await admin.GetServers()[0].ExecuteAsync(words[0], arguments);
    }

    private async Task<HealthCheckResult> WaitAsync(HealthStatus status)
    {
        await Eventually.TrueAsync(() => _faults.Check(RedisFaults.Check).Status == status);
        return _faults.Check(RedisFaults.Check);
    }
}
