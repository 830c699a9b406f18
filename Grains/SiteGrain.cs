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

namespace Footfall;

/// <inheritdoc cref="ISiteGrain"/>
/// <remarks>
/// Two activations of a site can exist for a while, when silos come and go. The fence in the store lets only one
/// of them move the site at a time; the other one's work is thrown away. Nothing here may rely on being alone.
/// </remarks>
[GrainType(SiteGrains.SiteType)]
internal sealed class SiteGrain : Grain, ISiteGrain
{
    private readonly string _siteId;
    private readonly IEntryVersions _versions;
    private readonly SiteDrain _drain;
    private readonly SiteAnswers _answers;
    private readonly SiteLedger _ledger;
    private readonly DeadLetterDesk _desk;
    private readonly IDeadLetterStore _letters;
    private readonly ISiteSwitch _switch;
    private readonly IQueueTurn _turn;
    private readonly ActiveSites _active;
    private readonly ILocalSiloDetails _silo;
    private readonly DateTimeOffset _activatedAt;

    public SiteGrain(
        IGrainContext context,
        IQueueReader queue,
        IEntryVersions versions,
        IQueueWatch watch,
        IEventStore store,
        IStatsReader stats,
        ILedgerReader ledger,
        IDeadLetterStore letters,
        ISiteSwitch pauses,
        IQueueTurn turn,
        ActiveSites active,
        ILocalSiloDetails silo,
        DrainMemory memory,
        WindowMemory windows,
        IOptions<DrainOptions> options,
        TimeProvider clock,
        ILogger<SiteDrain> logger)
    {
        _siteId = context.GrainId.Key.ToString()!;
        _versions = versions;
        _drain = new SiteDrain(_siteId, queue, versions, store, memory, windows, options.Value, clock, Random.Shared, logger);
        _answers = new SiteAnswers(_siteId, stats, watch, clock);
        _ledger = new SiteLedger(_siteId, ledger, watch);
        _desk = new DeadLetterDesk(_siteId, letters, store, options.Value);
        _letters = letters;
        _switch = pauses;
        _turn = turn;
        _active = active;
        _silo = silo;
        _activatedAt = clock.GetUtcNow();
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _active.Add(_siteId, GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _active.Remove(_siteId, GrainContext);
        _drain.Forget();
        return Task.CompletedTask;
    }

    public async Task<DrainReport> Drain(string epoch)
    {
        DrainReport report = await _drain.RunAsync(epoch);
        if (_drain.WaitsForNewerSilo && _versions.FindOtherSilo() is { } other)
        {
            // Sooner or later it comes to one that reads the entry.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, other);
            MigrateOnIdle();
        }

        return report;
    }

    public async Task<StatsReply> GetStats(StatsQuery query)
    {
        try
        {
            return query.Wait > TimeSpan.Zero
                ? await _answers.WaitAsync(query.Date, query.Wait)
                : await _answers.GetAsync(query.Date, _drain.CommitId);
        }
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            return new StatsReply(StatsOutcome.Unavailable);
        }
    }

    public Task<EventLedger?> GetLedger() => AskAsync<EventLedger?>(async () => await _ledger.ReadAsync());

    public Task<ImmutableArray<KeptDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int most) =>
        AskAsync<ImmutableArray<KeptDeadLetter>?>(async () => await _letters.ListAsync(_siteId, after, most));

    public Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key) => ChangeAsync(() => _desk.ReplayAsync(key));

    public Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key) => ChangeAsync(() => _desk.DeleteAsync(key));

    public Task<bool> Pause() => SwitchAsync(_switch.PauseAsync);

    public async Task<bool> Resume()
    {
        if (!await SwitchAsync(_switch.ResumeAsync))
        {
            return false;
        }

        try
        {
            await _turn.HastenAsync(_siteId);
        }
        catch (QueueUnavailableException)
        {
            // The next look at the site is seconds away.
        }

        return true;
    }

    public Task<SiteInspection> Inspect() => Task.FromResult(new SiteInspection(
        _silo.Name,
        _activatedAt,
        _drain.IsDraining,
        _drain.Epoch,
        _drain.Checkpoint,
        _drain.CommitId,
        _drain.BufferedBytes,
        _answers.Count,
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

    /// <summary>False while the store is away.</summary>
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

    /// <summary>The answer; null while Redis or the store is away.</summary>
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
