using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary>Reports the parts of a stack that end without having been stopped.</summary>
internal static class PartExitMonitor
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches until cancelled. A restarted part is watched again.</summary>
    /// <returns>True when a part died.</returns>
    public static async Task<bool> RunAsync(string data, CancellationToken stop)
    {
        var reported = new HashSet<ProcessIdentity>();
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                // A part that was stopped on purpose has no pid file.
                foreach (PidFile part in RunningParts.Read(data).Where(part => part is { IsExternal: false, IsAlive: false }))
                {
                    if (reported.Add(part.Process))
                    {
                        var log = new LogFile(Path.Combine(data, part.Name + ".log"));
                        await ErrorText.WriteLineAsync($"{part.Name} (pid {part.Process.Pid}) has ended. Start it again with ./dev up in another terminal. {log.Tail}");
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Cancelled.
        }

        return reported.Count > 0;
    }
}
