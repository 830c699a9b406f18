using Footfall.Drain;
using Footfall.Simulation.Schedule;

namespace Footfall.Simulation.Hosts;

/// <summary>
/// The silos, and the location of each site's grain. As in Orleans, a call may reach an activation unknown to other silos, and
/// a dead silo is noticed only after a while.
/// </summary>
internal sealed class SimulatedCluster(Scheduler scheduler)
{
    private const double Astray = 0.1;

    /// <summary>The time for which a silo does not respond before the others continue without it.</summary>
    private static readonly TimeSpan DeclaredDeadAfter = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, SimulatedSilo> _directory = [];

    public List<SimulatedSilo> Silos { get; } = [];

    /// <summary>Forgets the locations of a silo's grains once the silo is declared dead.</summary>
    public void Miss(SimulatedSilo silo) => scheduler.AddLater(DeclaredDeadAfter, $"{silo.Name} is declared dead", null, () =>
    {
        if (silo.CanRun)
        {
            return;
        }

        foreach ((string site, SimulatedSilo _) in _directory.Where(item => item.Value == silo).ToArray())
        {
            _directory.Remove(site);
        }
    });

    public Task<DrainReport> DrainAsync(SimulatedProcess caller, string siteId, string epoch)
    {
        SimulatedSilo target = Find(siteId);
        var answer = new TaskCompletionSource<DrainReport>();
        scheduler.Add($"drain {siteId}", target, () => _ = ServeAsync(target, siteId, epoch, caller, answer));
        if (!target.IsAlive)
        {
            scheduler.Add($"{target.Name} is gone", caller, () => answer.TrySetException(new InvalidOperationException("The silo is gone.")));
        }

        scheduler.Clock.After(CallTimeout, () =>
        {
            if (!answer.Task.IsCompleted)
            {
                scheduler.Add($"drain {siteId}: no answer in time", caller, () => answer.TrySetException(new TimeoutException()));
            }
        });
        return answer.Task;
    }

    private SimulatedSilo Find(string siteId)
    {
        if (scheduler.Happens(Astray))
        {
            return scheduler.Pick(Silos);
        }

        if (!_directory.TryGetValue(siteId, out SimulatedSilo? silo))
        {
            SimulatedSilo[] running = [.. Silos.Where(each => each.CanRun)];
            _directory.Add(siteId, silo = scheduler.Pick(running.Length > 0 ? running : [.. Silos]));
        }

        return silo;
    }

    private async Task ServeAsync(SimulatedSilo target, string siteId, string epoch, SimulatedProcess caller, TaskCompletionSource<DrainReport> answer)
    {
        DrainReport report = await target.DrainAsync(siteId, epoch);
        scheduler.Add($"drain {siteId}: {report.Outcome}", target, () =>
            scheduler.Add("report", caller, () => answer.TrySetResult(report)));
    }
}
