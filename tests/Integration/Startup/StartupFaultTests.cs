using Footfall.Dev.Servers;

namespace Footfall.Integration.Startup;

/// <summary>Settings that waiting cannot mend: one line that names the setting, and an exit code.</summary>
public sealed class StartupFaultTests
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
    [InlineData(HostKind.Silo, "Pump__Lease=00:00:01 " + Redis + " " + Postgres, "Pump:Lease is 00:00:01")]
    [InlineData(HostKind.Gateway, "Collect__PendingBytes=5 " + Redis, "Collect:PendingBytes is 5")]
    public async Task A_setting_that_cannot_work_ends_the_host_with_one_clear_line(HostKind kind, string settings, string fault)
    {
        await using HostRun run = HostRun.Start(kind, settings);
        await AssertFaultAsync(run, fault);
    }

    [Theory]
    [InlineData(HostKind.Gateway)]
    [InlineData(HostKind.Silo)]
    public async Task A_Redis_that_evicts_is_refused(HostKind kind)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--maxmemory-policy", "allkeys-lru"] });
        await using HostRun run = HostRun.Start(kind, $"REDIS_URL={redis.ConnectionString} {Postgres}");
        await AssertFaultAsync(run, $"REDIS_URL: the server at {redis.ConnectionString} has maxmemory-policy allkeys-lru");
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
