using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Queue;

namespace Footfall;

/// <inheritdoc cref="IInstallationGrain"/>
internal sealed class InstallationGrain(ILedgerReader ledger, IQueueWatch queue, IDeadLetterStore letters, IGrainFactory grains, TimeProvider clock)
    : Grain, IInstallationGrain
{
    private readonly DeadLetterClearance _clearance = new(letters, grains, clock);

    public Task<EventLedger?> GetLedger() => AskAsync<EventLedger?>(async () =>
    {
        QueueSums queued = await queue.SumAsync();
        StoredCounts counts = await ledger.ReadAllAsync();
        return new EventLedger(
            counts.Stored, counts.Refused, counts.Duplicates, counts.Dead, queued.Events, counts.LastCommittedAt, queued.Now - queued.Oldest,
            counts.Erased);
    });

    public Task<ImmutableArray<KeptDeadLetter>?> ListDeadLetters(int most) =>
        AskAsync<ImmutableArray<KeptDeadLetter>?>(async () => await letters.ListAllAsync(most));

    public Task<DeadLetterPage?> SearchDeadLetters(DeadLetterFilter filter, DeadLetterCursor? after, int most) =>
        AskAsync<DeadLetterPage?>(async () => new DeadLetterPage(await letters.SearchAsync(filter, after, most), await letters.CountAsync(filter)));

    public Task<DeadLetterTally?> ReplayDeadLetters(DeadLetterFilter filter) =>
        AskAsync<DeadLetterTally?>(async () => await _clearance.RunAsync(filter, (site, key) => site.ReplayDeadLetter(key)));

    public Task<DeadLetterTally?> DeleteDeadLetters(DeadLetterFilter filter) =>
        AskAsync<DeadLetterTally?>(async () => await _clearance.RunAsync(filter, (site, key) => site.DeleteDeadLetter(key)));

    /// <summary>The answer; null while the store or Redis is away.</summary>
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
