using Footfall.Dev.Servers;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Torture.Faults;

/// <summary>Does one fault after another to a stack, and leaves it whole after each.</summary>
internal sealed class FaultMaker(Stack stack, PostgresServer postgres, CommitCutter cutter, Random random)
{
    private const int FewestSilos = 2;
    private const int MostSilos = 4;

    /// <summary>Above the lease (5 s), the call time-out (3 s) and the time in which a silo is declared dead (4 s).</summary>
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    /// <summary>Makes the fault, and returns when what it hit runs again.</summary>
    public Task MakeAsync(FaultKind kind) => kind switch
    {
        FaultKind.SiloKill => KillAsync(Pick(stack.Silos)),
        FaultKind.GatewayKill => KillAsync(Pick(stack.Gateways)),
        FaultKind.SiloFreeze => FreezeAsync(Pick(stack.Silos)),
        FaultKind.PostgresCrash => postgres.RestartAsync(PostgresStopMode.Immediate),
        FaultKind.PostgresOutage => OutageAsync(),
        FaultKind.RedisCrash => CrashRedisAsync(),
        FaultKind.CommitCut => CutCommitAsync(),
        FaultKind.SiloAdd => stack.Silos.Count < MostSilos ? stack.AddSiloAsync() : stack.RemoveAsync(stack.Silos[^1]),
        FaultKind.SiloRemove => stack.Silos.Count > FewestSilos ? stack.RemoveAsync(Pick(stack.Silos)) : stack.AddSiloAsync(),
        FaultKind.ConnectionCut => CutConnectionsAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private async Task KillAsync(HostProcess host)
    {
        await host.KillAsync();
        await stack.RestartAsync(host);
    }

    private static async Task FreezeAsync(HostProcess host)
    {
        host.Freeze();
        await Task.Delay(Freeze);
        host.Thaw();
    }

    private async Task OutageAsync()
    {
        await postgres.StopAsync();
        await Task.Delay(Outage);
        await postgres.RestartAsync();
    }

    private async Task CrashRedisAsync()
    {
        await stack.Redis!.KillAsync();
        await stack.Redis.RestartAsync();
    }

    private async Task CutCommitAsync()
    {
        int before = cutter.Cuts;
        cutter.Arm();
        for (int i = 0; i < 100 && cutter.Cuts == before; i++)
        {
            await Task.Delay(50);
        }
    }

    private async Task CutConnectionsAsync()
    {
        await using (var connection = new NpgsqlConnection(postgres.NpgsqlConnectionString("footfall")))
        {
            await connection.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
            await cut.ExecuteScalarAsync();
        }

        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(stack.Redis!.ConnectionString + ",allowAdmin=true");
        foreach (IServer server in redis.GetServers())
        {
            await server.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        }
    }
}
