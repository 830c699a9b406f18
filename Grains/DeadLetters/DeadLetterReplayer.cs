using Footfall.Collect;
using Footfall.Drain;
using Footfall.Privacy;

namespace Footfall.DeadLetters;

/// <summary>
/// Replays and deletes a site's dead letters. Each goes with the site's fence in one transaction, like a drain's
/// commit, so it happens at most once however often it is asked for.
/// </summary>
/// <remarks>
/// The id of a single event was registered when it became a dead letter, so its copies are known. Those of an entry
/// that could not be read were not: they are looked up, and registered, when it can.
/// </remarks>
internal sealed class DeadLetterReplayer(string siteId, IDeadLetterStore deadLetters, IEventStore store, DrainOptions options)
{
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<DeadLetterOutcome> ReplayAsync(DeadLetterKey key) => RemoveAsync(key, (deadLetter, erasures) =>
    {
        var chunk = DecodedChunk.Decode([new QueuedEntry(key.Entry, deadLetter.Events, deadLetter.Payload)], erasures);
        return chunk.HasDeadLetters ? null : chunk;
    });

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<DeadLetterOutcome> DeleteAsync(DeadLetterKey key) =>
        RemoveAsync(key, (deadLetter, _) => DecodedChunk.Refusal(key.Entry, RefusalReason.DeadLetterDeleted, deadLetter.Events));

    /// <param name="key">Which.</param>
    /// <param name="replace">What is committed in its place; null when that cannot be.</param>
    private async Task<DeadLetterOutcome> RemoveAsync(DeadLetterKey key, Func<StoredDeadLetter, ErasureFilter?, DecodedChunk?> replace)
    {
        // The state first: should the letter go after it was read, the fence has moved and nothing is committed.
        SiteState state = await store.LoadAsync(siteId, key.Epoch);
        if (await deadLetters.FindAsync(siteId, key) is not { } deadLetter)
        {
            return DeadLetterOutcome.NotFound;
        }

        if (replace(deadLetter, state.Erasures) is not { } chunk)
        {
            return DeadLetterOutcome.StillDead;
        }

        bool hasNewIds = key.Index == DeadLetter.WholeEntry && chunk.HasIds;
        DuplicateWindow? window = hasNewIds ? await DuplicateWindow.LoadAsync(store, siteId, options) : null;
        SiteBatch batch = chunk.ToBatch(siteId, key.Epoch, state.FencingToken, window);
        CommitOutcome outcome = await store.CommitAsync(batch.InPlaceOf(deadLetter, state.Checkpoint));
        if (outcome != CommitOutcome.Committed)
        {
            return DeadLetterOutcome.Unavailable;
        }

        return await deadLetters.FindAsync(siteId, key) is null ? DeadLetterOutcome.Done : DeadLetterOutcome.StillDead;
    }
}
