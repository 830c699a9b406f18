using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Torture.Faults;

/// <summary>Injects one fault after another into a stack, and repairs it after each.</summary>
internal sealed class FaultInjector(LocalCluster cluster, RedisSentinels redis, PostgresPair postgres, PgBouncerServer? bouncer, CommitCutter cutter, Random random)
{
    private const int MinSilos = 2;
    private const int MaxSilos = 4;

    /// <summary>Above the lease (4 s), the call time-out (3 s) and the time until a frozen silo is declared dead (8 s).</summary>
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(15);

    /// <summary>The time within which a silo notices that it was declared dead.</summary>
    private static readonly TimeSpan ZombieLimit = TimeSpan.FromSeconds(6);

    /// <summary>The time within which sites are handed over to a new silo.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    /// <summary>Above the time a commit waits (8 s), so that some commits take effect without the standby.</summary>
    private static readonly TimeSpan StandbyOutage = TimeSpan.FromSeconds(20);

    /// <summary>Injects the fault, and returns once its target runs again.</summary>
    /// <returns>The target.</returns>
    public Task<string> MakeAsync(FaultKind kind) => kind switch
    {
        FaultKind.SiloKill => KillAsync(Pick(cluster.Silos)),
        FaultKind.GatewayKill => KillAsync(Pick(cluster.Gateways)),
        FaultKind.SiloFreeze => FreezeAsync(Pick(cluster.Silos)),
        FaultKind.PostgresCrash => CrashPostgresAsync(),
        FaultKind.PostgresOutage => OutageAsync(),
        FaultKind.RedisCrash => CrashRedisAsync(),
        FaultKind.SentinelFailover => FailOverAsync(),
        FaultKind.CommitCut => CutCommitAsync(),
        FaultKind.SiloAdd => cluster.Silos.Count < MaxSilos ? AddAsync() : RemoveAsync(cluster.Silos[^1]),
        FaultKind.SiloRemove => cluster.Silos.Count > MinSilos ? RemoveAsync(Pick(cluster.Silos)) : AddAsync(),
        FaultKind.ScaleOutAndIn => ScaleAsync(),
        FaultKind.ConnectionCut => CutConnectionsAsync(),
        FaultKind.StandbyLost => LoseStandbyAsync(),
        FaultKind.Promotion => PromoteAsync(wasAway: random.Next(2) == 0),
        FaultKind.PgBouncerRestart => RestartBouncerAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Restarts the hosts that have ended by themselves, as a supervisor would.</summary>
    /// <returns>The hosts that ended, with their exit codes.</returns>
    public async Task<IReadOnlyList<string>> MendAsync()
    {
        var ended = new List<string>();
        foreach (HostProcess host in cluster.Silos.Concat(cluster.Gateways).Where(host => host.HasExited).ToArray())
        {
            ended.Add($"{host.Name} ended by itself, exit code {host.ExitCode}");
            await cluster.RestartAsync(host);
        }

        return ended;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private async Task<string> KillAsync(HostProcess host)
    {
        await host.KillAsync();
        await cluster.RestartAsync(host);
        return host.Name;
    }

    private async Task<string> AddAsync() => $"{(await cluster.AddSiloAsync()).Name} joins";

    private async Task<string> RemoveAsync(HostProcess host)
    {
        await cluster.RemoveAsync(host);
        return $"{host.Name} leaves, exit code {host.ExitCode}";
    }

    /// <summary>The new silos get time to take over their share before the oldest ones leave.</summary>
    private async Task<string> ScaleAsync()
    {
        HostProcess[] leaving = [.. cluster.Silos.Take(2)];
        HostProcess[] joining = await Task.WhenAll(cluster.AddSiloAsync(), cluster.AddSiloAsync());
        await Task.Delay(Share);
        await Task.WhenAll(leaving.Select(cluster.RemoveAsync));
        return $"{string.Join(" and ", joining.Select(host => host.Name))} join, {string.Join(" and ", leaving.Select(host => host.Name))} leave";
    }

    /// <summary>A silo that finds itself declared dead ends and is restarted; otherwise it continues.</summary>
    private async Task<string> FreezeAsync(HostProcess host)
    {
        host.Freeze();
        await Task.Delay(Freeze);
        host.Thaw();
        if (!await Poll.UntilAsync(() => host.HasExited, ZombieLimit))
        {
            return host.Name;
        }

        int? exitCode = host.ExitCode;
        await cluster.RestartAsync(host);
        return $"{host.Name}, which then ended with exit code {exitCode}";
    }

    private async Task<string> CrashPostgresAsync()
    {
        await postgres.Primary.RestartAsync(PostgresStopMode.Immediate);
        return "postgres";
    }

    private async Task<string> OutageAsync()
    {
        await postgres.Primary.StopAsync();
        await Task.Delay(Outage);
        await postgres.Primary.RestartAsync();
        return "postgres";
    }

    private async Task<string> LoseStandbyAsync()
    {
        await postgres.Standby!.StopAsync();
        await Task.Delay(StandbyOutage);
        await postgres.RestartStandbyAsync();
        return "the standby";
    }

    private async Task<string> PromoteAsync(bool wasAway)
    {
        if (wasAway)
        {
            await postgres.Standby!.StopAsync();
            await Task.Delay(StandbyOutage);
        }

        await postgres.FailOverAsync();
        cutter.Target = postgres.Primary.Port;
        await postgres.AddStandbyAsync();
        return wasAway ? "the standby, which was away before" : "the standby";
    }

    private async Task<string> RestartBouncerAsync()
    {
        await bouncer!.RestartAsync();
        return "pgbouncer";
    }

    private async Task<string> CrashRedisAsync()
    {
        RedisServer master = await FindMasterAsync();
        await master.KillAsync();
        await master.RestartAsync();
        await redis.WaitUntilSteadyAsync();
        return $"redis at {master.Port}";
    }

    /// <summary>Brings the old master back as soon as there is a new one, so that it may be mistaken for the master.</summary>
    private async Task<string> FailOverAsync()
    {
        RedisServer old = await FindMasterAsync();
        bool isKilled = random.Next(2) == 0;
        await (isKilled ? old.KillAsync() : Task.Run(old.Freeze));
        RedisServer next = await redis.WaitForAnotherMasterAsync(old);
        await (isKilled ? old.RestartAsync() : Task.Run(old.Thaw));
        await redis.WaitUntilSteadyAsync();
        return $"redis at {old.Port} {(isKilled ? "killed" : "halted")}, followed by the one at {next.Port}";
    }

    private async Task<RedisServer> FindMasterAsync() =>
        await redis.FindMasterAsync() ?? throw new ServerFaultException("The Sentinels name no master.");

    private async Task<string> CutCommitAsync()
    {
        int before = cutter.Cuts;
        cutter.Arm();
        for (int i = 0; i < 100 && cutter.Cuts == before; i++)
        {
            await Task.Delay(50);
        }

        return cutter.Cuts > before ? "postgres" : "no commit came by";
    }

    private async Task<string> CutConnectionsAsync()
    {
        await using (var connection = new NpgsqlConnection(postgres.Primary.NpgsqlConnectionString("footfall") + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
            await cut.ExecuteScalarAsync();
        }

        foreach (RedisServer server in redis.Servers)
        {
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
            await connection.GetServers()[0].ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        }

        return "redis and postgres";
    }
}
