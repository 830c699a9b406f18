using System.Globalization;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>The parts of a stack recorded in a data folder.</summary>
internal static class RunningParts
{
    /// <summary>The pid file of the <c>up</c> that supervises the folder.</summary>
    public const string Attendant = "up";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>The direction in which events flow: parts are stopped in this order, and listed in reverse.</summary>
    private static readonly string[] Order = ["gateway", "silo", "postgres", "redis"];

    /// <returns>The parts with a pid file, running or not: redis first, gateway last.</returns>
    public static IReadOnlyList<PidFile> Read(string data) =>
        [.. PidFile.ReadAll(data).Where(part => Place(part) >= 0).OrderByDescending(Place).ThenBy(part => part.Name.Length).ThenBy(part => part.Name, StringComparer.Ordinal)];

    /// <returns>The port of a private server that is running.</returns>
    /// <exception cref="ServerFaultException">The part is not running, or its connection string was given and is unknown here.</exception>
    public static int PortOf(string data, string name) => PidFile.Read(data, name) switch
    {
        { IsExternal: true } part => throw new ServerFaultException(
            $"What runs in {data} uses {name} at {part.Address}; set {(name == RedisServer.Name ? DevSettings.RedisVariable : DevSettings.PostgresVariable)} as it was for ./dev up"),
        { IsAlive: true } part => int.Parse(part.Address.AsSpan(part.Address.LastIndexOf(':') + 1), CultureInfo.InvariantCulture),
        _ => throw new ServerFaultException($"No {name} runs in {data}; start it with ./dev up"),
    };

    /// <summary>Stops gateways, silos, PostgreSQL, then Redis, and prints it. Removes the pid files of those already ended.</summary>
    /// <returns>The number of parts stopped.</returns>
    public static async Task<int> StopAsync(string data)
    {
        int stopped = 0;
        foreach (IGrouping<int, PidFile> step in Read(data).GroupBy(Place).OrderBy(step => step.Key))
        {
            await Task.WhenAll(step.Where(part => part.IsAlive).Select(async part =>
            {
                Report(part, await StopAsync(part));
                Interlocked.Increment(ref stopped);
            }));
            foreach (PidFile part in step)
            {
                part.Remove(data);
            }
        }

        return stopped;
    }

    /// <summary>Stops one part, and removes its pid file before it has ended, so that a supervisor does not report it as dead.</summary>
    public static async Task RetireAsync(string data, PidFile part)
    {
        SendStop(part);
        part.Remove(data);
        Report(part, await EndAsync(part));
    }

    /// <returns>False when the process had to be killed.</returns>
    private static Task<bool> StopAsync(PidFile part)
    {
        SendStop(part);
        return EndAsync(part);
    }

    private static void SendStop(PidFile part)
    {
        // SIGTERM makes PostgreSQL wait for its clients; SIGINT is its fast, clean stop.
        part.Process.Send(part.Name == "postgres" ? Signal.Interrupt : Signal.Terminate);
        part.Process.Send(Signal.Continue);
    }

    private static void Report(PidFile part, bool obeyed) =>
        Console.WriteLine($"{part.Name} {(obeyed ? "stopped" : $"killed: it had not stopped within {StopLimit.TotalSeconds:0} s")}");

    private static async Task<bool> EndAsync(PidFile part)
    {
        if (await Poll.UntilAsync(() => !part.IsAlive, StopLimit))
        {
            return true;
        }

        part.Process.Send(Signal.Kill);
        await Poll.UntilAsync(() => !part.IsAlive, TimeSpan.FromSeconds(10));
        return false;
    }

    private static int Place(PidFile part) =>
        Array.FindIndex(Order, kind => part.Name == kind || part.Name.StartsWith(kind + "-", StringComparison.Ordinal));
}
