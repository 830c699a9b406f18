using System.Net;
using System.Net.Sockets;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Startup;

/// <summary>Settings that waiting cannot fix: one line that names the setting, and an exit code.</summary>
public sealed class StartupErrorTests(Servers servers)
{
    private const string Redis = "REDIS_URL=redis://127.0.0.1:1";
    private const string Postgres = "DATABASE_URL=postgresql://u:secret@127.0.0.1:1/d";

    [Theory]
    [InlineData(HostKind.Gateway, "", "REDIS_URL is not set")]
    [InlineData(HostKind.Silo, Postgres, "REDIS_URL is not set")]
    [InlineData(HostKind.Gateway, "REDIS_URL=redis://:secret@", "REDIS_URL")]
    [InlineData(HostKind.Silo, "REDIS_URL=redis://:secret@/x " + Postgres, "REDIS_URL")]
    [InlineData(HostKind.Silo, Redis, "DATABASE_URL is not set")]
    [InlineData(HostKind.Silo, "DATABASE_URL= " + Redis, "DATABASE_URL is not set")]
    [InlineData(HostKind.Silo, "DATABASE_URL=postgresql://u:secret@:x/y " + Redis, "DATABASE_URL")]
    [InlineData(HostKind.Silo, "DATABASE_URL=Nonsense=secret " + Redis, "DATABASE_URL")]
    [InlineData(HostKind.Silo, "Queue__LeaseDuration=00:00:01 " + Redis + " " + Postgres, "Queue:LeaseDuration is 00:00:01")]
    [InlineData(HostKind.Gateway, "Collect__PendingBytes=5 " + Redis, "Collect:PendingBytes is 5")]
    [InlineData(HostKind.Silo, "Queue__MaxConcurrentDrains=many " + Redis + " " + Postgres, "'Queue:MaxConcurrentDrains'")]
    [InlineData(HostKind.Silo, "Cluster__Advertise=silo.example.org " + Redis + " " + Postgres, "Cluster:Advertise is silo.example.org")]
    public async Task A_setting_that_cannot_work_ends_the_host_with_one_clear_line(HostKind kind, string settings, string fault)
    {
        await using HostRun run = HostRun.Start(kind, settings, await servers.PoolAsync());
        await AssertFaultAsync(run, fault);
    }

    [Theory]
    [InlineData(HostKind.Gateway)]
    [InlineData(HostKind.Silo)]
    public async Task A_Redis_that_evicts_is_refused(HostKind kind)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--maxmemory-policy", "allkeys-lru"] });
        await using HostRun run = HostRun.Start(kind, $"REDIS_URL={redis.ConnectionString} {Postgres}", await servers.PoolAsync());
        await AssertFaultAsync(run, $"REDIS_URL: the server at {redis.ConnectionString} has maxmemory-policy allkeys-lru");
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_a_gateway_at_once_also_while_nothing_else_is_there()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using HostRun run = HostRun.Start(HostKind.Gateway, $"{Redis} Kestrel__Endpoints__Web__Url=http://{other.LocalEndpoint}", await servers.PoolAsync());
        await AssertFaultAsync(run, "address already in use. Set ASPNETCORE_URLS to another address.");
    }

    [Theory]
    [InlineData(HostKind.Gateway, "REDIS_URL_FILE=/nowhere/redis", "REDIS_URL_FILE names /nowhere/redis, which does not exist")]
    [InlineData(HostKind.Silo, "DATABASE_URL_FILE=/nowhere/db " + Redis, "DATABASE_URL_FILE names /nowhere/db, which does not exist")]
    [InlineData(HostKind.Gateway, "REDIS_URL_FILE=/etc/hostname " + Redis, "REDIS_URL and REDIS_URL_FILE are both set")]
    [InlineData(HostKind.Gateway, "ForwardedHeaders__KnownNetworks=everybody " + Redis, "ForwardedHeaders:KnownNetworks has everybody, which is neither an address nor a network")]
    [InlineData(HostKind.Gateway, "Limits__SiteEventsPerSecond=-1 " + Redis, "Limits:SiteEventsPerSecond is -1")]
    [InlineData(HostKind.Silo, "Http__MaxConcurrentConnections=0 " + Redis + " " + Postgres, "Http:MaxConcurrentConnections is 0")]
    public async Task So_does_a_secret_that_is_not_there_and_a_limit_that_is_none(HostKind kind, string settings, string fault)
    {
        await using HostRun run = HostRun.Start(kind, settings, await servers.PoolAsync());
        await AssertFaultAsync(run, fault);
    }

    private static async Task AssertFaultAsync(HostRun run, string fault)
    {
        Assert.Equal(1, await run.ExitCodeAsync());
        string line = Assert.Single(run.Lines, text => text.Contains("crit:", StringComparison.Ordinal));
        Assert.Contains(fault, line, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Lines, text => text.StartsWith("   at ", StringComparison.Ordinal) || text.Contains("Unhandled", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", run.Host.Output, StringComparison.Ordinal);
    }
}
