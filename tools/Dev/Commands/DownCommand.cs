using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary><c>down</c>: stops all parts with a pid file in the data folder, and the <c>up</c> that supervises them.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan AttendantLimit = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(DevSettings settings)
    {
        if (!Directory.Exists(settings.Data))
        {
            Console.WriteLine($"Nothing runs in {settings.Data}.");
            return 0;
        }

        bool attended = await StopAttendantAsync(settings.Data);
        using DataFolderLock mine = await DataFolderLock.TakeAsync(settings.Data, CancellationToken.None);
        int stopped = await RunningParts.StopAsync(settings.Data);
        // Left behind by a killed <c>up</c>.
        PidFile.Read(settings.Data, RunningParts.Attendant)?.Remove(settings.Data);
        if (stopped == 0 && !attended)
        {
            Console.WriteLine($"Nothing runs in {settings.Data}.");
        }

        return 0;
    }

    /// <returns>True when an <c>up</c> was running; it stops the parts it started before it ends.</returns>
    private static async Task<bool> StopAttendantAsync(string data)
    {
        if (PidFile.Read(data, RunningParts.Attendant) is not { IsAlive: true } attendant)
        {
            return false;
        }

        Console.WriteLine($"Stopping ./dev up (pid {attendant.Process.Pid}).");
        attendant.Process.Send(Signal.Terminate);
        attendant.Process.Send(Signal.Continue);
        await Poll.UntilAsync(() => !attendant.IsAlive, AttendantLimit);
        return true;
    }
}
