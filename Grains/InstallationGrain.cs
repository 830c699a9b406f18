using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Queue;

namespace Footfall;

/// <inheritdoc cref="IInstallationGrain"/>
internal sealed class InstallationGrain(ILedgerReader ledger, IQueueWatch queue, IDeadLetterStore letters) : Grain, IInstallationGrain
{
    public async Task<EventLedger?> GetLedger()
    {
        try
        {
            QueueSums queued = await queue.SumAsync();
            StoredCounts counts = await ledger.ReadAllAsync();
            return new EventLedger(
                counts.Stored, counts.Refused, counts.Duplicates, counts.Dead, queued.Events, counts.LastCommittedAt, queued.Now - queued.Oldest);
        }
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            return null;
        }
    }

    public async Task<ImmutableArray<KeptDeadLetter>?> ListDeadLetters(int most)
    {
        try
        {
            return await letters.ListAllAsync(most);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
