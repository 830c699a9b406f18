using System.Collections.Immutable;
using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Stats;
using Orleans.Concurrency;

namespace Footfall.Sites;

/// <summary>
/// One site; the key is its id. The single owner of everything that exists once per site: the transfer of its events from the
/// queue to the store, and its statistics.
/// </summary>
[Alias("Footfall.ISiteGrain")]
public interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>
    /// Moves queued entries of one epoch into the store until none is left or the time budget is spent. A call
    /// that times out has an unknown outcome and is harmless: the next drain reads from the checkpoint.
    /// </summary>
    /// <param name="epoch">The epoch of the stream, from the claimed ready member.</param>
    [Alias("Drain"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<DrainReport> Drain(string epoch);

    /// <summary>Returns statistics and their freshness.</summary>
    [Alias("GetStats"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<StatsResult> GetStats(StatsQuery query);

    /// <summary>Returns figures of visitors and visits by days, and their freshness.</summary>
    [Alias("GetDays"), AlwaysInterleave, ResponseTimeout("00:01:00")]
    Task<DaysResult> GetDays(DaysQuery query);

    /// <summary>Returns the ledger of the site's events by outcome; null while PostgreSQL or Redis is unavailable.</summary>
    [Alias("GetLedger"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<EventLedger?> GetLedger();

    /// <summary>Lists the site's dead letters after a key, oldest entry first; null while PostgreSQL is unavailable.</summary>
    [Alias("ListDeadLetters"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ImmutableArray<StoredDeadLetter>?> ListDeadLetters(DeadLetterKey? after, int limit);

    /// <summary>Stores the events of a dead letter, exactly once.</summary>
    [Alias("ReplayDeadLetter"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterOutcome> ReplayDeadLetter(DeadLetterKey key);

    /// <summary>Deletes a dead letter; the ledger counts its events as refused.</summary>
    [Alias("DeleteDeadLetter"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<DeadLetterOutcome> DeleteDeadLetter(DeadLetterKey key);

    /// <summary>
    /// Stops storing the site's events until it is resumed; new events are accepted and queued. Survives restarts. Returns false while
    /// PostgreSQL is unavailable; the site may or may not be paused then.
    /// </summary>
    [Alias("Pause"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<bool> Pause();

    /// <summary>Ends a pause and drains the backlog at once. Returns false as <see cref="Pause"/> does.</summary>
    [Alias("Resume"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<bool> Resume();

    /// <summary>
    /// Returns what the grain holds in memory. Activates the grain if needed; <see cref="ISiteManagementGrain.GetStatus"/> does not.
    /// </summary>
    [Alias("Inspect"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<SiteInspection> Inspect();

    /// <summary>Deactivates the grain when idle; the next call reactivates it.</summary>
    [Alias("Deactivate"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Deactivate();

    /// <summary>Migrates the grain to another silo when idle. The request context must contain a placement hint for that silo.</summary>
    [Alias("Move"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Move(SiloAddress target);
}
