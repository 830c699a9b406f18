using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Stats;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Placement;

namespace Footfall.Sites;

/// <inheritdoc cref="ISiteGrain"/>
/// <remarks>
/// Two activations of a site can exist for a while, when silos come and go. The fencing token in the store lets only one
/// of them advance the site at a time; the other one's work is discarded. Nothing here may assume a single activation.
/// </remarks>
[GrainType(SiteGrains.SiteType)]
internal sealed class SiteGrain : Grain, ISiteGrain
{
    private readonly string _siteId;
    private readonly IEntryVersions _versions;
    private readonly SiteDrain _drain;
    private readonly SiteStatsCache _statsCache;
    private readonly SiteLedger _ledger;
    private readonly DeadLetterReplayer _replayer;
    private readonly IDeadLetterStore _deadLetters;
    private readonly ISitePauseStore _pauses;
    private readonly IDrainScheduler _scheduler;
    private readonly LocalSiteActivations _active;
    private readonly ILocalSiloDetails _silo;
    private readonly DateTimeOffset _activatedAt;

    public SiteGrain(
        IGrainContext context,
        IQueueReader queue,
        IEntryVersions versions,
        IQueueInspector inspector,
        IEventStore store,
        IStatsReader stats,
        ILedgerReader ledger,
        IDeadLetterStore deadLetters,
        ISitePauseStore pauses,
        IDrainScheduler scheduler,
        LocalSiteActivations active,
        ILocalSiloDetails silo,
        DrainByteBudget memory,
        WindowByteBudget windows,
        IOptions<DrainOptions> options,
        TimeProvider timeProvider,
        ILogger<SiteDrain> logger)
    {
        _siteId = context.GrainId.Key.ToString()!;
        _versions = versions;
        _drain = new SiteDrain(_siteId, queue, versions, store, memory, windows, options.Value, timeProvider, Random.Shared, logger);
        _statsCache = new SiteStatsCache(_siteId, stats, inspector, timeProvider);
        _ledger = new SiteLedger(_siteId, ledger, inspector);
        _replayer = new DeadLetterReplayer(_siteId, deadLetters, store, options.Value);
        _deadLetters = deadLetters;
        _pauses = pauses;
        _scheduler = scheduler;
        _active = active;
        _silo = silo;
        _activatedAt = timeProvider.GetUtcNow();
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _active.Add(_siteId, GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _active.Remove(_siteId, GrainContext);
        _drain.Reset();
        return Task.CompletedTask;
    }

    public async Task<DrainReport> Drain(string epoch)
    {
        DrainReport report = await _drain.RunAsync(epoch);
        if (_drain.WaitsForNewerSilo && _versions.FindOtherSilo() is { } other)
        {
            // Eventually the grain reaches a silo that reads the entry.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, other);
            MigrateOnIdle();
        }

        return report;
    }

    public async Task<StatsResult> GetStats(StatsQuery query)
    {
        try
        {
            return query.Wait > TimeSpan.Zero
                ? await _statsCache.WaitAsync(query.Date, query.Wait)
                : await _statsCache.GetAsync(query.Date, _drain.FencingToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            return new StatsResult(StatsOutcome.Unavailable);
        }
    }

    public Task<EventLedger?> GetLedger() => AskAsync<EventLedger?>(async () => await _ledger.ReadAsync());

    public Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int limit) =>
        AskAsync<ImmutableArray<StoredDeadLetter>?>(async () => await _deadLetters.ListAsync(_siteId, after, limit));

    public Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key) => ChangeAsync(() => _replayer.ReplayAsync(key));

    public Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key) => ChangeAsync(() => _replayer.DeleteAsync(key));

    public Task<bool> Pause() => SwitchAsync(_pauses.PauseAsync);

    public async Task<bool> Resume()
    {
        if (!await SwitchAsync(_pauses.ResumeAsync))
        {
            return false;
        }

        try
        {
            await _scheduler.ScheduleNowAsync(_siteId);
        }
        catch (QueueUnavailableException)
        {
            // The next check of the site is seconds away.
        }

        return true;
    }

    public Task<SiteInspection> Inspect() => Task.FromResult(new SiteInspection(
        _silo.Name,
        _activatedAt,
        _drain.IsDraining,
        _drain.Epoch,
        _drain.Checkpoint,
        _drain.FencingToken,
        _drain.BufferedBytes,
        _statsCache.Count,
        _drain.DuplicateIds,
        _drain.DuplicateBytes,
        _drain.Failures));

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Move(SiloAddress target)
    {
        if (!target.Equals(_silo.SiloAddress))
        {
            MigrateOnIdle();
        }

        return Task.CompletedTask;
    }

    /// <summary>Returns false while the store is unavailable.</summary>
    private async Task<bool> SwitchAsync(Func<string, Task> change)
    {
        try
        {
            return await _drain.RunBetweenDrainsAsync(async () =>
            {
                await change(_siteId);
                return true;
            });
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<DeadLetterOutcome> ChangeAsync(Func<Task<DeadLetterOutcome>> change)
    {
        try
        {
            return await _drain.RunBetweenDrainsAsync(change);
        }
        catch (StoreUnavailableException)
        {
            return DeadLetterOutcome.Unavailable;
        }
    }

    /// <summary>Returns null while Redis or the store is unavailable.</summary>
    private static async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            return default;
        }
    }
}
