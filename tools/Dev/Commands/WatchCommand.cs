using System.Diagnostics;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>
/// <c>watch</c>: brings up the stack like <c>up</c>, and rebuilds and restarts its hosts when their sources change. While a build
/// fails, the hosts of the last good one keep running.
/// </summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    /// <returns>0 once it is interrupted. The parts it started are stopped then; others are left running.</returns>
    /// <exception cref="ServerFaultException">The stack could not be started.</exception>
    public static async Task<int> RunAsync(DevSettings settings)
    {
        using var signals = new StopSignals();
        PidFile? mine = null;
        try
        {
            // Before the hosts start, so that no change is missed.
            var sources = new HostSources(Repository.Root);
            using (await DataFolderLock.TakeAsync(settings.Data, signals.Token))
            {
                if (!UpCommand.RunsAll(settings))
                {
                    if (PidFile.Read(settings.Data, RunningParts.Attendant) is not { IsAlive: true })
                    {
                        mine = new PidFile(RunningParts.Attendant, ProcessIdentity.Of(Environment.ProcessId)!.Value, "-");
                        mine.Write(settings.Data);
                    }

                    await UpCommand.StartAsync(settings, SiloNumbers.ToRun(settings.Data, settings.Silos), signals.Token);
                    StartupBanner.Print(settings, stays: mine is null);
                }
            }

            Console.WriteLine("Watching the sources of the hosts.");
            await FollowAsync(settings, sources, signals.Token);
        }
        catch (OperationCanceledException)
        {
            // Interrupted: the normal end.
        }
        finally
        {
            if (mine is not null)
            {
                Console.WriteLine("Stopping ...");
                using DataFolderLock last = await DataFolderLock.TakeAsync(settings.Data, CancellationToken.None);
                await RunningParts.StopAsync(settings.Data);
                mine.Remove(settings.Data);
            }
        }

        return 0;
    }

    private static async Task FollowAsync(DevSettings settings, HostSources sources, CancellationToken stop)
    {
        using var build = new HostBuild();
        using var timer = new PeriodicTimer(Interval);
        var stale = new HashSet<HostKind>();
        bool isDue = false;
        while (await timer.WaitForNextTickAsync(stop))
        {
            IReadOnlySet<HostKind> changed = sources.ReadChanges();
            stale.UnionWith(changed);
            if (changed.Count > 0)
            {
                // Editors and git write many files; the build waits until they have finished.
                isDue = true;
            }
            else if (isDue)
            {
                isDue = false;
                if (await TryRestartAsync(settings, build, stale, stop))
                {
                    stale.Clear();
                }
            }
        }
    }

    /// <returns>False when the build failed, so that the next change must build the hosts again.</returns>
    private static async Task<bool> TryRestartAsync(DevSettings settings, HostBuild build, IReadOnlySet<HostKind> hosts, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine($"Building {string.Join(" and ", hosts.Order())} ...");
        if (!await build.RunAsync(hosts, stop))
        {
            await ErrorText.WriteLineAsync("The build failed; the last good build goes on. The next change is built again.");
            return false;
        }

        try
        {
            await HostRestart.RunAsync(settings, hosts, stop);
            Console.WriteLine($"Restarted {string.Join(" and ", hosts.Order())} after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s.");
        }
        catch (ServerFaultException fault)
        {
            await ErrorText.WriteLineAsync(fault.Message);
        }

        return true;
    }
}
