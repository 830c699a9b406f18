using Footfall.Drain;
using Footfall.Simulation.Schedule;

namespace Footfall.Simulation.Hosts;

/// <summary>
/// The silos, and where each site's grain lives. As in Orleans, a call may find an activation that others do not
/// know of, and a silo that is gone is missed only after a while.
/// </summary>
internal sealed class SimulatedCluster(Scheduler scheduler)
{
    private const double Astray = 0.1;

    /// <summary>How long a silo does not answer before the others go on without it.</summary>
    private static readonly TimeSpan DeclaredDeadAfter = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, SimulatedSilo> _directory = [];

    public List<SimulatedSilo> Silos { get; } = [];

    /// <summary>Forgets where a silo's grains lived, once it is missed.</summary>
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
