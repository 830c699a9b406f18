using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Stats;
using Orleans.Concurrency;

namespace Footfall.Sites;

/// <summary>
/// One site; the key is its id. The single owner of what a site has one of: the way of its events from the
/// queue into the store, and the answers about them.
/// </summary>
[Alias("Footfall.ISiteGrain")]
public interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>
    /// Moves queued entries of one epoch into the store until none is left or the time budget is spent. A call
    /// that times out has an unknown outcome and does no harm: the next drain reads from the checkpoint.
    /// </summary>
    /// <param name="epoch">The epoch of the stream, from the claimed ready member.</param>
    [Alias("Drain"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<DrainReport> Drain(string epoch);

    /// <summary>Statistics, and how up to date they are.</summary>
    [Alias("GetStats"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<StatsResult> GetStats(StatsQuery query);

    /// <summary>What became of every event of the site; null while PostgreSQL or Redis cannot be asked.</summary>
    [Alias("GetLedger"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<EventLedger?> GetLedger();

    /// <summary>The site's dead letters after a key, oldest entry first; null while PostgreSQL cannot be asked.</summary>
    [Alias("ListDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int limit);

    /// <summary>Stores the events of a dead letter, exactly once.</summary>
    [Alias("ReplayDeadLetter"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key);

    /// <summary>Gives a dead letter up; the ledger counts its events as refused.</summary>
    [Alias("DeleteDeadLetter"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key);

    /// <summary>
    /// Has nothing more of the site stored until it is resumed; events are accepted and wait. Lasts over restarts. False while
    /// PostgreSQL cannot be asked; then it may or may not be paused.
    /// </summary>
    [Alias("Pause"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<bool> Pause();

    /// <summary>Ends a pause; what waits is drained at once. False as with <see cref="Pause"/>.</summary>
    [Alias("Resume"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<bool> Resume();

    /// <summary>What the grain holds in memory now. The call makes the grain if it is not active; <see cref="ISiteManagementGrain.GetStatus"/> does not.</summary>
    [Alias("Inspect"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<SiteInspection> Inspect();

    /// <summary>Has the grain go from memory once it does nothing; whoever needs it next makes it anew.</summary>
    [Alias("Deactivate"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Deactivate();

    /// <summary>Has the grain go to another silo once it does nothing. The request's context must hint at that silo.</summary>
    [Alias("Move"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Move(SiloAddress target);
}
