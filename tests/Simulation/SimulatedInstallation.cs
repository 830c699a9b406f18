using System.Globalization;
using Footfall.Simulation.Faults;
using Footfall.Simulation.Hosts;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Store;
using Footfall.Simulation.Verification;

namespace Footfall.Simulation;

/// <summary>
/// One schedule: the product's own classes for enqueue, claim, drain, window and release, on simulated servers, in
/// one thread. A seed decides what is sent, what fails, and the order of everything.
/// </summary>
internal sealed class SimulatedInstallation
{
    private const int MinPosts = 4;
    private const int MaxPosts = 14;
    private const int MaxFaults = 4;
    private const int MaxRounds = 300;

    private static readonly TimeSpan MaxTraffic = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Above every lease, time-out and pause, so that nothing is under way any more.</summary>
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(11);

    private readonly Scheduler _scheduler;
    private readonly SimulatedRedis _redis;
    private readonly SimulatedStore _store;
    private readonly SimulatedCluster _cluster;
    private readonly FaultInjector _faults;
    private readonly List<SimulatedGateway> _gateways = [];
    private readonly List<string> _ids = [];
    private readonly SeededBug _bug;
    private int _hosts;

    private SimulatedInstallation(int seed, QueueScripts scripts, SeededBug bug, Action<string>? trace)
    {
        _bug = bug;
        _scheduler = new Scheduler(seed, trace);
        _redis = new SimulatedRedis(_scheduler, scripts, Record);
        _store = new SimulatedStore(_scheduler, Record)
        {
            IgnoresFencingToken = bug == SeededBug.NoFencingToken,
            IgnoresStandby = bug == SeededBug.TrimWithoutStandby,
            KeepsFencingTokenAtPause = bug == SeededBug.PauseWithoutFencingToken,
        };
        _cluster = new SimulatedCluster(_scheduler);
        _faults = new FaultInjector(this, _scheduler, _redis, _store, _cluster, Record);
        Record.Redis = () => _redis.State;
    }

    public Record Record { get; } = new();

    /// <param name="seed">The seed of the schedule.</param>
    /// <param name="scripts">The scripts, owned by this thread.</param>
    /// <param name="bug">The rule to break.</param>
    /// <param name="trace">A callback for each step; null for none.</param>
    public static Record Run(int seed, QueueScripts scripts, SeededBug bug = SeededBug.None, Action<string>? trace = null)
    {
        var installation = new SimulatedInstallation(seed, scripts, bug, trace);
        try
        {
            installation.Run();
            Checker.Check(installation.Record, installation._store.Sites, installation._redis.State);
        }
        catch (Exception e)
        {
            installation.Record.Violations.Add($"the schedule broke off: {e}");
        }

        return installation.Record;
    }

    public void AddSilo()
    {
        var silo = new SimulatedSilo(Name("silo"), _scheduler, _cluster, _redis, _store, _bug);
        _cluster.Silos.Add(silo);
        silo.Start();
    }

    /// <summary>Kills a gateway and replaces it with another.</summary>
    public void ReplaceGateway()
    {
        int at = _scheduler.Random.Next(_gateways.Count);
        _gateways[at].Kill();
        _gateways[at] = new SimulatedGateway(Name("gateway"), _scheduler, _redis, Record, _ids);
    }

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind} {++_hosts}");

    private void Run()
    {
        for (int i = 0; i < 2; i++)
        {
            AddSilo();
            _gateways.Add(new SimulatedGateway(Name("gateway"), _scheduler, _redis, Record, _ids));
        }

        TimeSpan length = _scheduler.Within(MaxTraffic);
        for (int posts = _scheduler.Random.Next(MinPosts, MaxPosts); posts > 0; posts--)
        {
            _scheduler.AddLater(_scheduler.Within(length), "post", null, () => _ = _scheduler.Pick(_gateways).PostAsync());
        }

        _faults.Plan(_scheduler.Random.Next(MaxFaults + 1), length);
        _scheduler.RunUntil(length);
        _faults.Mend();
        _scheduler.IsCalm = true;
        for (int round = 0; round < MaxRounds && (round == 0 || HasEntries); round++)
        {
            _scheduler.RunUntil(_scheduler.Clock.Now + Round);
            if (!HasEntries)
            {
                _cluster.Silos.ForEach(silo => silo.IsClaiming = false);
                _scheduler.RunUntil(_scheduler.Clock.Now + QuietPeriod);
                _cluster.Silos.ForEach(silo => silo.IsClaiming = true);
            }
        }
    }

    private bool HasEntries => _redis.State.Streams.Values.Any(stream => stream.Entries.Count > 0);
}
