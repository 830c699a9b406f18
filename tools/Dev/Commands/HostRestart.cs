using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Restarts the hosts of a stack one after another, so that with several silos one is always working.</summary>
internal static class HostRestart
{
    /// <exception cref="ServerFaultException">A host did not become ready; it was stopped again, and later ones run as before.</exception>
    public static async Task RunAsync(DevSettings settings, IReadOnlySet<HostKind> hosts, CancellationToken cancellation)
    {
        using DataFolderLock mine = await DataFolderLock.TakeAsync(settings.Data, cancellation);
        int[] silos = [.. SiloNumbers.ToRun(settings.Data, settings.Silos)];
        string[] names =
        [
            .. hosts.Contains(HostKind.Silo) ? silos.Select(SiloNumbers.NameOf) : [],
            .. hosts.Contains(HostKind.Gateway) ? ["gateway"] : Array.Empty<string>(),
        ];
        foreach (string name in names)
        {
            if (PidFile.Read(settings.Data, name) is { } part)
            {
                await RunningParts.RetireAsync(settings.Data, part);
            }

            // Starts all hosts that are not running, so also one that ended after a bad change.
            await UpCommand.StartAsync(settings, silos, cancellation);
        }
    }
}
