using System.Collections.Immutable;
using Footfall.Collect;
using Footfall.Drain;
using Microsoft.Extensions.Options;

namespace Footfall.DeadLetters;

/// <summary>
/// Lists, replays and deletes a site's dead letters. Each removal and the site's fencing token change in one transaction, like a
/// drain's commit, so it happens at most once however often it is requested.
/// </summary>
/// <remarks>
/// The id of a single event was registered when it became a dead letter, so its copies are known. The ids of an unreadable entry
/// were not: they are checked and registered once the entry can be read.
/// </remarks>
internal sealed class SiteDeadLetters(string siteId, IDeadLetterStore deadLetters, IEventStore store, DrainOptions options)
{
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<ImmutableArray<StoredDeadLetter>> ListAsync(DeadLetterKey? after, int limit) => deadLetters.ListAsync(siteId, after, limit);

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<DeadLetterOutcome> ReplayAsync(DeadLetterKey key) => RemoveAsync(key, (deadLetter, erasures) =>
    {
        DecodedChunk chunk = ChunkDecoder.Decode([new QueuedEntry(key.Entry, deadLetter.Events, deadLetter.Payload)], erasures);
        return chunk.HasDeadLetters ? null : chunk;
    });

    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<DeadLetterOutcome> DeleteAsync(DeadLetterKey key) =>
        RemoveAsync(key, (deadLetter, _) => DecodedChunk.Refusal(key.Entry, RefusalReason.DeadLetterDeleted, deadLetter.Events));

    /// <param name="key">Key of the dead letter.</param>
    /// <param name="replace">Creates the chunk committed in its place; returns null if that is impossible.</param>
    private async Task<DeadLetterOutcome> RemoveAsync(DeadLetterKey key, Func<StoredDeadLetter, ErasureFilter?, DecodedChunk?> replace)
    {
        // The state first: if the letter is removed after it was read, the fencing token has changed and nothing is committed.
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
        AttributeSets? attributes = chunk.HasAttributes ? await AttributeSets.LoadAsync(store, siteId) : null;
        SiteBatch batch = chunk.ToBatch(siteId, key.Epoch, state.FencingToken, window, attributes);
        CommitOutcome outcome = await store.CommitAsync(batch.InPlaceOf(deadLetter, state.Checkpoint));
        if (outcome != CommitOutcome.Committed)
        {
            return DeadLetterOutcome.Unavailable;
        }

        return await deadLetters.FindAsync(siteId, key) is null ? DeadLetterOutcome.Done : DeadLetterOutcome.StillDead;
    }
}

/// <summary>Creates the parts of site grains that change dead letters.</summary>
internal sealed class SiteDeadLettersFactory(IDeadLetterStore deadLetters, IEventStore store, IOptions<DrainOptions> options)
{
    public SiteDeadLetters Create(string siteId) => new(siteId, deadLetters, store, options.Value);
}
