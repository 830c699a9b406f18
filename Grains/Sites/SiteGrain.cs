using System.Collections.Immutable;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Stats;
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
    private readonly SiteDrain _drain;
    private readonly SiteStatsCache _statsCache;
    private readonly SiteDays _days;
    private readonly SiteLedger _ledger;
    private readonly SiteDeadLetters _deadLetters;
    private readonly SitePause _pause;
    private readonly LocalSiteActivations _active;
    private readonly ILocalSiloDetails _silo;
    private readonly DateTimeOffset _activatedAt;

    public SiteGrain(
        IGrainContext context,
        SiteDrainFactory drains,
        SiteFreshnessFactory freshness,
        SiteStatsCacheFactory statsCaches,
        SiteDaysFactory days,
        SiteLedgerFactory ledgers,
        SiteDeadLettersFactory deadLetters,
        SitePause pause,
        LocalSiteActivations active,
        ILocalSiloDetails silo,
        TimeProvider timeProvider)
    {
        _siteId = context.GrainId.Key.ToString()!;
        _drain = drains.Create(_siteId);
        SiteFreshness ofSite = freshness.Create(_siteId);
        _statsCache = statsCaches.Create(_siteId, ofSite);
        _days = days.Create(_siteId, ofSite);
        _ledger = ledgers.Create(_siteId);
        _deadLetters = deadLetters.Create(_siteId);
        _pause = pause;
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
        if (_drain.FindNewerSilo() is { } other)
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
        catch (Exception e) when (Outage.IsReasonFor(e))
        {
            return new StatsResult(StatsOutcome.Unavailable);
        }
    }

    public async Task<DaysResult> GetDays(DaysQuery query)
    {
        try
        {
            return await _days.GetAsync(query);
        }
        catch (Exception e) when (Outage.IsReasonFor(e))
        {
            return new DaysResult(StatsOutcome.Unavailable);
        }
    }

    public Task<EventLedger?> GetLedger() => Outage.OrNullAsync<EventLedger?>(async () => await _ledger.ReadAsync());

    public Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int limit) =>
        Outage.OrNullAsync<ImmutableArray<StoredDeadLetter>?>(async () => await _deadLetters.ListAsync(after, limit));

    public Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key) => ChangeAsync(() => _deadLetters.ReplayAsync(key));

    public Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key) => ChangeAsync(() => _deadLetters.DeleteAsync(key));

    public Task<bool> Pause() => _pause.PauseAsync(_siteId, _drain);

    public Task<bool> Resume() => _pause.ResumeAsync(_siteId, _drain);

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

    private async Task<DeadLetterOutcome> ChangeAsync(Func<Task<DeadLetterOutcome>> change) =>
        await Outage.OrNullAsync<DeadLetterOutcome?>(async () => await _drain.RunBetweenDrainsAsync(change)) ?? DeadLetterOutcome.Unavailable;
}
