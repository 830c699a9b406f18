using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Queue;

namespace Footfall.Sites;

/// <inheritdoc cref="IInstallationGrain"/>
internal sealed class InstallationGrain(ILedgerReader ledger, IQueueInspector queue, IDeadLetterStore deadLetters, IGrainFactory grains, TimeProvider timeProvider)
    : Grain, IInstallationGrain
{
    private readonly BulkDeadLetterOperation _bulk = new(deadLetters, grains, timeProvider);

    public Task<EventLedger?> GetLedger() => Outage.OrNullAsync<EventLedger?>(async () =>
    {
        BacklogTotals queued = await queue.ReadTotalsAsync();
        StoredCounts counts = await ledger.ReadAllAsync();
        return new EventLedger(
            counts.Counters with { Queued = queued.Events }, counts.RefusedByReason, counts.LastCommittedAt, queued.Now - queued.Oldest);
    });

    public Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(int limit) =>
        Outage.OrNullAsync<ImmutableArray<StoredDeadLetter>?>(async () => await deadLetters.ListAllAsync(limit));

    public Task<DeadLetterPage?> SearchDeadLetters(DeadLetterFilter filter, DeadLetterCursor? after, int limit) =>
        Outage.OrNullAsync<DeadLetterPage?>(async () => new DeadLetterPage(await deadLetters.SearchAsync(filter, after, limit), await deadLetters.CountAsync(filter)));

    public Task<BulkResult?> ReplayDeadLetters(DeadLetterFilter filter) =>
        Outage.OrNullAsync<BulkResult?>(async () => await _bulk.RunAsync(filter, (site, key) => site.ReplayDeadLetter(key)));

    public Task<BulkResult?> DeleteDeadLetters(DeadLetterFilter filter) =>
        Outage.OrNullAsync<BulkResult?>(async () => await _bulk.RunAsync(filter, (site, key) => site.DeleteDeadLetter(key)));
}
