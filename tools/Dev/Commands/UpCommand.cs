using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>
/// <c>up</c>: brings up the stack of the data folder, starting only what is not running. In the foreground it then supervises
/// the stack until interrupted, and stops everything.
/// </summary>
internal static class UpCommand
{
    /// <returns>0 after a clean stop, or when everything is running and is left running; 1 when a part died meanwhile.</returns>
    /// <exception cref="ServerFaultException">A part could not be started; those started are stopped again.</exception>
    public static async Task<int> RunAsync(DevSettings settings, bool detached)
    {
        using var signals = new StopSignals();
        PidFile? mine = null;
        try
        {
            using (await DataFolderLock.TakeAsync(settings.Data, signals.Token))
            {
                bool attended = PidFile.Read(settings.Data, RunningParts.Attendant) is { IsAlive: true };
                if (RunsAll(settings))
                {
                    Console.WriteLine($"Everything runs already in {settings.Data}:");
                    await StatusCommand.RunAsync(settings);
                    return 0;
                }

                if (!attended)
                {
                    mine = new PidFile(RunningParts.Attendant, ProcessIdentity.Of(Environment.ProcessId)!.Value, "-");
                    mine.Write(settings.Data);
                }

                await StartAsync(settings, SiloNumbers.ToRun(settings.Data, settings.Silos), signals.Token);
                StartupBanner.Print(settings, stays: detached || attended);
                if (detached || attended)
                {
                    return 0;
                }
            }

            return await AttendAsync(settings.Data, signals.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Interrupted; what was started is stopped again.");
            return 1;
        }
        finally
        {
            mine?.Remove(settings.Data);
        }
    }

    /// <returns>True when every part of the stack is running, or is a given server.</returns>
    internal static bool RunsAll(DevSettings settings)
    {
        IEnumerable<string> needed =
            ["redis", "postgres", "gateway", .. SiloNumbers.ToRun(settings.Data, settings.Silos).Select(SiloNumbers.NameOf)];
        return needed.All(name => PidFile.Read(settings.Data, name) is { } part && (part.IsAlive || part.IsExternal));
    }

    /// <summary>Starts every part that is not running. The caller holds the <see cref="DataFolderLock"/>.</summary>
    /// <exception cref="ServerFaultException">A part could not be started; those started by this call are stopped again.</exception>
    internal static async Task StartAsync(DevSettings settings, IReadOnlyList<int> silos, CancellationToken cancellation)
    {
        bool hasGateway = PidFile.Read(settings.Data, "gateway") is { IsAlive: true };
        if (!hasGateway && !FreePort.IsFree(settings.Port))
        {
            throw new ServerFaultException(
                $"Port {settings.Port} is in use by another program; choose another one, for example {DevSettings.PortVariable}={settings.Port + 1} ./dev up");
        }

        Console.WriteLine($"Starting in {settings.Data} ...");
        ReportExternal(settings, RedisServer.Name, settings.Redis is null ? null : ExternalServer.OfRedis(settings.Redis));
        ReportExternal(settings, PostgresServer.Name, settings.Postgres is null ? null : ExternalServer.OfPostgres(settings.Postgres));
        await LocalCluster.StartAsync(
            new LocalClusterOptions
            {
                Directory = settings.Data,
                SiloNumbers = silos,
                GatewayPort = settings.Port,
                RedisConnection = settings.Redis,
                PostgresConnection = settings.Postgres,
                Environment = DevSettings.ReadForHosts(),
                Keep = true,
            },
            cancellation);
    }

    /// <summary>Records an external server for <c>status</c>, and removes the record when there is none any more.</summary>
    /// <exception cref="ServerFaultException">Hosts that use the other kind of server are still running.</exception>
    private static void ReportExternal(DevSettings settings, string name, string? address)
    {
        PidFile? former = PidFile.Read(settings.Data, name);
        if (former is not null && former.IsExternal != address is not null && RunningParts.Read(settings.Data).Any(part => part.IsAlive))
        {
            throw new ServerFaultException($"What runs in {settings.Data} uses {name} at {former.Address}; stop it first with ./dev down");
        }

        if (address is not null)
        {
            new PidFile(name, default, address).Write(settings.Data);
        }
        else if (former is { IsExternal: true })
        {
            former.Remove(settings.Data);
        }
    }

    private static async Task<int> AttendAsync(string data, CancellationToken stop)
    {
        bool died = await PartExitMonitor.RunAsync(data, stop);
        Console.WriteLine("Stopping ...");
        using DataFolderLock mine = await DataFolderLock.TakeAsync(data, CancellationToken.None);
        await RunningParts.StopAsync(data);
        return died ? 1 : 0;
    }
}
