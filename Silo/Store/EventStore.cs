using System.Threading.Channels;
using Footfall.Drain;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;

namespace Footfall.Store;

/// <summary>
/// The silo's single path into the tables: batches of all its sites share a channel, and a few workers commit them, many
/// sites per transaction.
/// </summary>
/// <remarks>
/// Starts before and stops after the grains, so that a drain in progress at shutdown still completes; later
/// batches are refused, and stay in the queue.
/// </remarks>
internal sealed class EventStore(
    Database database,
    SiteStates states,
    EventIds ids,
    EventAttributes attributes,
    FencingTokenConfirmations confirmations,
    EventPartitions partitions,
    StoreAvailability availability,
    WalRollbackDetector rollbackDetector,
    ICommitListener listener,
    StoreMetrics metrics,
    IOptions<EventStoreOptions> options,
    TimeProvider timeProvider,
    ILoggerFactory loggers) : IEventStore, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Channel<PendingBatch> _pending = Channel.CreateUnbounded<PendingBatch>();
    private Task _workers = Task.CompletedTask;

    public Task<SiteState> LoadAsync(string siteId, string epoch) => Gate(() => states.LoadAsync(siteId, epoch));

    public Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size) =>
        Gate(() => ids.LoadAsync(siteId, length, size));

    public Task<StoredAttributes> LoadAttributesAsync(string siteId, int size) => Gate(() => attributes.LoadAsync(siteId, size));

    public Task<CommitOutcome> CommitAsync(SiteBatch batch)
    {
        if (!availability.IsUp)
        {
            // Although nothing was sent: the caller reads the site's state again either way.
            return Task.FromResult(CommitOutcome.Unknown);
        }

        if (database.Durability.IsInDoubt)
        {
            return Task.FromResult(CommitOutcome.NotCommitted);
        }

        var pending = new PendingBatch(batch);
        return _pending.Writer.TryWrite(pending) ? pending.Outcome : Task.FromResult(CommitOutcome.NotCommitted);
    }

    public Task<bool> ConfirmAsync(string siteId, Guid fencingToken) => Gate(() => confirmations.ConfirmAsync(siteId, fencingToken));

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(EventStore), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    /// <summary>Other silos call grains too, even before this silo has confirmed that PostgreSQL owns the queue.</summary>
    private Task<TResult> Gate<TResult>(Func<Task<TResult>> load) => availability.IsUp
        ? load()
        : Task.FromException<TResult>(new StoreUnavailableException("PostgreSQL is away, or it is not known yet whether the queue belongs to it.", new TimeoutException()));

    private Task StartAsync(CancellationToken cancellation)
    {
        IEnumerable<Task> workers = Enumerable.Range(0, options.Value.CommitWorkers).Select(_ =>
        {
            var worker = new CommitWorker(_pending.Reader, database, partitions, availability, rollbackDetector, listener, metrics, options.Value, timeProvider, loggers.CreateLogger<CommitWorker>());
            return Task.Run(worker.RunAsync, CancellationToken.None);
        });
        _workers = Task.WhenAll(workers.ToArray());
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        _pending.Writer.TryComplete();
        await _workers.WaitAsync(cancellation);
    }
}
