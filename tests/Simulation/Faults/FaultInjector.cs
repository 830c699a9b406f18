using System.Globalization;
using Footfall.Simulation.Hosts;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Store;
using Footfall.Simulation.Verification;

namespace Footfall.Simulation.Faults;

/// <summary>Injects the faults of a schedule, each at a moment that the seed decides, and repairs them.</summary>
internal sealed class FaultInjector(SimulatedInstallation installation, Scheduler scheduler, SimulatedRedis redis, SimulatedStore store, SimulatedCluster cluster, Record record)
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private static readonly TimeSpan MaxFreeze = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxOutage = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxStep = TimeSpan.FromHours(2);

    /// <summary>Plans the given number of faults within the time.</summary>
    public void Plan(int faults, TimeSpan within)
    {
        // A snapshot or backup must be taken before it can be restored.
        scheduler.AddLater(scheduler.Within(within), "snapshot", null, redis.Snapshot);
        scheduler.AddLater(scheduler.Within(within), "backup", null, store.Backup);
        for (int i = 0; i < faults; i++)
        {
            FaultKind kind = scheduler.Pick(Kinds);
            scheduler.AddLater(scheduler.Within(within), string.Create(CultureInfo.InvariantCulture, $"fault: {kind}"), null, () => Make(kind));
        }
    }

    /// <summary>Ends all faults that still last.</summary>
    public void Mend()
    {
        redis.IsFull = false;
        redis.FailsAfter = -1;
        redis.Network.IsUp = true;
        store.Network.IsUp = true;
        store.HasStandby = true;
        cluster.Silos.ForEach(silo => silo.IsFrozen = false);
        foreach (string paused in store.Sites.Where(site => site.Value.IsPaused).Select(site => site.Key).ToArray())
        {
            // The store may have been restored to a state in which the site was paused.
            store.Resume(paused);
        }
    }

    private void Make(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.SiloKill:
                KillSilo(scheduler.Pick(cluster.Silos));
                break;
            case FaultKind.SiloFreeze:
                Freeze(scheduler.Pick(cluster.Silos));
                break;
            case FaultKind.GatewayKill:
                installation.ReplaceGateway();
                break;
            case FaultKind.Deactivation:
                scheduler.Pick(cluster.Silos).Deactivate(scheduler.Pick(Traffic.Sites));
                break;
            case FaultKind.RedisRestart:
                redis.Restart();
                break;
            case FaultKind.RedisEmptied:
                EmptyRedis();
                break;
            case FaultKind.RedisRestored:
                redis.Restore(TimeSpan.Zero);
                record.NoteRestored(store.Sites);
                break;
            case FaultKind.RedisFailover:
                redis.Restore(-scheduler.Within(TimeSpan.FromSeconds(30)));
                record.Saw(CoverageGoal.FailoverToSlowerClock);
                break;
            case FaultKind.RedisShortResync:
                redis.Restore(TimeSpan.Zero);
                redis.Restart();
                record.Saw(CoverageGoal.ShortResync);
                break;
            case FaultKind.RedisClockStep:
                redis.StepClock((scheduler.Within(MaxStep) * 2) - MaxStep);
                break;
            case FaultKind.RedisFull:
                redis.IsFull = true;
                scheduler.AddLater(scheduler.Within(MaxOutage), "redis has room", null, () => redis.IsFull = false);
                break;
            case FaultKind.EnqueueError:
                redis.FailsAfter = scheduler.Random.Next(12);
                break;
            case FaultKind.RedisOutage:
                Interrupt(redis.Network, redis.Restart);
                break;
            case FaultKind.StoreCrash:
                store.Crash();
                break;
            case FaultKind.StoreOutage:
                Interrupt(store.Network, store.Crash);
                break;
            case FaultKind.StoreRestored:
                store.Restore();
                break;
            case FaultKind.StandbyLost:
                store.HasStandby = false;
                scheduler.AddLater(scheduler.Within(MaxOutage), "end without the standby", null, EndWithoutStandby);
                break;
            case FaultKind.Pause:
                Pause(scheduler.Pick(Traffic.Sites));
                break;
        }
    }

    private void KillSilo(SimulatedSilo silo)
    {
        silo.Kill();
        cluster.Silos.Remove(silo);
        cluster.Miss(silo);
        installation.AddSilo();
    }

    private void Freeze(SimulatedSilo silo)
    {
        if (store.HasOpen(silo))
        {
            record.Saw(CoverageGoal.FrozenInCopy);
        }

        silo.IsFrozen = true;
        cluster.Miss(silo);
        scheduler.AddLater(scheduler.Within(MaxFreeze), "silo goes on", null, () => silo.IsFrozen = false);
    }

    private void EmptyRedis()
    {
        redis.Empty();
        if (scheduler.Happens(0.5))
        {
            redis.StepClock(-MaxStep);
            record.IsEmptiedAndBack = true;
        }
    }

    /// <summary>Promotes the standby, or brings it back.</summary>
    private void EndWithoutStandby()
    {
        if (scheduler.Happens(0.7))
        {
            store.FailOver();
        }
        else
        {
            store.HasStandby = true;
        }
    }

    private void Pause(string siteId) => store.Pause(
        siteId, () => scheduler.AddLater(scheduler.Within(MaxPause), $"{siteId} is resumed", null, () => store.Resume(siteId)));

    private void Interrupt(Network network, Action fall)
    {
        fall();
        network.IsUp = false;
        scheduler.AddLater(scheduler.Within(MaxOutage), "server is back", null, () => network.IsUp = true);
    }
}
