using Footfall.Drain;
using Footfall.Queue;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Store;
using Footfall.Store;
using Footfall.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Footfall.Simulation.Hosts;

/// <summary>A silo with the product's claims, drains and releases. Only the timing of its pump is decided by the schedule.</summary>
internal sealed class SimulatedSilo : SimulatedProcess
{
    private const int MaxClaimed = 3;

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    /// <summary>The size of a few entries, so that streams have more than one chunk.</summary>
    private const int ChunkBytes = 200;

    private readonly Scheduler _scheduler;
    private readonly SimulatedStore _store;
    private readonly QueueConsumer _queue;
    private readonly DrainWorker _worker;
    private readonly SiteDrainFactory _drains;
    private readonly Dictionary<string, SiteDrain> _activations = [];
    private readonly QueuePumpOptions _pump = new();

    public SimulatedSilo(string name, Scheduler scheduler, SimulatedCluster cluster, SimulatedRedis redis, SimulatedStore store, SeededBug bug)
        : base(name)
    {
        _scheduler = scheduler;
        _store = store;
        _queue = new QueueConsumer(RedisProxy.Connect(redis, this), QueueKeys.Default, scheduler.Random);
        _worker = new DrainWorker(
            _queue,
            SiteGrainFactory.Create(siteId => new SiteGrainReference(cluster, this, siteId)),
            new WalRollbackDetector(new EmptyWalPositionStore(), scheduler.Clock, NullLogger<WalRollbackDetector>.Instance),
            new StoreMetrics(new TestMeters()),
            Options.Create(_pump),
            scheduler.Clock,
            NullLogger<DrainWorker>.Instance);
        var reader = new RedisQueueReader(_queue);
        var client = new StoreClient(store, this) { BeforeCommit = bug == SeededBug.TrimBeforeCommit ? TrimEarly : null };
        var options = new DrainOptions { ChunkBytes = ChunkBytes };
        var memory = new DrainByteBudget(long.MaxValue);
        var windows = new WindowByteBudget(long.MaxValue);
        _drains = new SiteDrainFactory(
            reader,
            NoOtherBuild.Instance,
            client,
            memory,
            windows,
            Options.Create(options),
            scheduler.Clock,
            NullLogger<SiteDrain>.Instance,
            scheduler.Random);
    }

    /// <summary>False while the schedule waits for operations under way.</summary>
    public bool IsClaiming { get; set; } = true;

    /// <summary>Starts claiming repeatedly.</summary>
    public void Start() => _scheduler.AddLater(_scheduler.Within(MaxPause), "claim", this, () =>
    {
        if (IsClaiming)
        {
            _ = ClaimAsync(_scheduler.Pick(Traffic.Partitions));
        }

        Start();
    });

    public async Task ClaimAsync(int partition)
    {
        QueueClaim claim;
        try
        {
            claim = await _queue.ClaimAsync(partition, MaxClaimed, _pump.LeaseDuration);
        }
        catch (Exception e) when (e is StackExchange.Redis.RedisException or TimeoutException)
        {
            return;
        }

        foreach (byte[] member in claim.Members)
        {
            _ = _worker.RunAsync(partition, member, claim.Token);
        }
    }

    public Task<DrainReport> DrainAsync(string siteId, string epoch)
    {
        if (!_activations.TryGetValue(siteId, out SiteDrain? drain))
        {
            _activations.Add(siteId, drain = _drains.Create(siteId));
        }

        return drain.RunAsync(epoch);
    }

    /// <summary>Removes the site's grain from memory; the next call activates a new one.</summary>
    public void Deactivate(string siteId) => _activations.Remove(siteId);

    public override void Kill()
    {
        base.Kill();
        _store.NoteGone(this);
    }

    private void TrimEarly(SiteBatch batch) => _ = _queue.ReleaseAsync(
        SitePartition.Of(batch.SiteId), new SiteStreamRef(batch.Epoch, batch.SiteId), "0", batch.Checkpoint.Next, TimeSpan.Zero);
}
