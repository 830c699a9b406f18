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
    private readonly BulkDeadLetterOperation _clearance = new(deadLetters, grains, timeProvider);

    public Task<EventLedger?> GetLedger() => AskAsync<EventLedger?>(async () =>
    {
        BacklogTotals queued = await queue.ReadTotalsAsync();
        StoredCounts counts = await ledger.ReadAllAsync();
        return new EventLedger(
            counts.Stored, counts.Refused, counts.Duplicates, counts.Dead, queued.Events, counts.LastCommittedAt, queued.Now - queued.Oldest,
            counts.Erased);
    });

    public Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(int limit) =>
        AskAsync<ImmutableArray<StoredDeadLetter>?>(async () => await deadLetters.ListAllAsync(limit));

    public Task<DeadLetterPage?> SearchDeadLetters(DeadLetterFilter filter, DeadLetterCursor? after, int limit) =>
        AskAsync<DeadLetterPage?>(async () => new DeadLetterPage(await deadLetters.SearchAsync(filter, after, limit), await deadLetters.CountAsync(filter)));

    public Task<BulkResult?> ReplayDeadLetters(DeadLetterFilter filter) =>
        AskAsync<BulkResult?>(async () => await _clearance.RunAsync(filter, (site, key) => site.ReplayDeadLetter(key)));

    public Task<BulkResult?> DeleteDeadLetters(DeadLetterFilter filter) =>
        AskAsync<BulkResult?>(async () => await _clearance.RunAsync(filter, (site, key) => site.DeleteDeadLetter(key)));

    /// <summary>Returns null while the store or Redis is unavailable.</summary>
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
