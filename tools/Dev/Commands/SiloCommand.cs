using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>silo add</c> and <c>silo remove N</c>: add a silo to, or remove one from, the running stack in the data folder.</summary>
internal static class SiloCommand
{
    /// <returns>0 once the silo has joined.</returns>
    /// <exception cref="ServerFaultException">No stack is running there, or the silo could not be started.</exception>
    public static async Task<int> AddAsync(DevSettings settings)
    {
        using var signals = new StopSignals();
        using DataFolderLock mine = await DataFolderLock.TakeAsync(settings.Data, signals.Token);
        CheckRuns(settings.Data, RedisServer.Name, settings.Redis, DevSettings.RedisVariable);
        CheckRuns(settings.Data, PostgresServer.Name, settings.Postgres, DevSettings.PostgresVariable);
        int number = SiloNumbers.Free(settings.Data);
        string name = SiloNumbers.NameOf(number);
        Console.WriteLine($"Starting {name} in {settings.Data} ...");
        long start = Stopwatch.GetTimestamp();
        try
        {
            await LocalCluster.StartAsync(
                new LocalClusterOptions
                {
                    Directory = settings.Data,
                    SiloNumbers = [number],
                    Gateways = 0,
                    RedisConnection = settings.Redis,
                    PostgresConnection = settings.Postgres,
                    Keep = true,
                },
                signals.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"Interrupted; {name} is stopped again.");
            return 1;
        }

        Console.WriteLine($"{name} takes part after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, at {PidFile.Read(settings.Data, name)!.Address}");
        return 0;
    }

    /// <returns>0 once the silo has ended.</returns>
    /// <exception cref="ServerFaultException">There is no such silo, or it is the only one.</exception>
    public static async Task<int> RemoveAsync(DevSettings settings, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int removed) || removed < 1)
        {
            throw new ServerFaultException($"'{number}' is not the number of a silo; write for example ./dev silo remove 2");
        }

        if (!Directory.Exists(settings.Data))
        {
            throw new ServerFaultException($"Nothing runs in {settings.Data}; start it with ./dev up");
        }

        using DataFolderLock mine = await DataFolderLock.TakeAsync(settings.Data, CancellationToken.None);
        IReadOnlyList<int> known = SiloNumbers.Known(settings.Data);
        string name = SiloNumbers.NameOf(removed);
        if (PidFile.Read(settings.Data, name) is not { } part)
        {
            throw new ServerFaultException($"No {name} runs in {settings.Data}; {(known.Count == 0 ? "no silo runs there" : $"these run there: {string.Join(", ", known)}")}.");
        }

        if (!known.Except([removed]).Any(other => PidFile.Read(settings.Data, SiloNumbers.NameOf(other)) is { IsAlive: true }))
        {
            throw new ServerFaultException($"{name} is the only silo; without one nothing is stored. Add another first with ./dev silo add, or stop everything with ./dev down");
        }

        await RunningParts.RetireAsync(settings.Data, part);
        return 0;
    }

    /// <exception cref="ServerFaultException">The part is not running, or it is a different server from the given one.</exception>
    private static void CheckRuns(string data, string name, string? given, string variable)
    {
        if (PidFile.Read(data, name) is not { } part || !(part.IsAlive || part.IsExternal))
        {
            throw new ServerFaultException($"Nothing runs in {data}; start it with ./dev up");
        }

        if (part.IsExternal != given is not null)
        {
            throw new ServerFaultException($"What runs in {data} uses {name} at {part.Address}; {(given is null ? "set" : "unset")} {variable} as it was for ./dev up");
        }
    }
}
