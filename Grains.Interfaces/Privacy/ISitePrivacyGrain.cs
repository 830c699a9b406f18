using Orleans.Concurrency;

namespace Footfall.Privacy;

/// <summary>
/// What people may ask of their data at one site; the key is its id. It holds nothing: what was asked for stands in the store, and
/// the silos do it from there.
/// </summary>
[Alias("Footfall.ISitePrivacyGrain")]
public interface ISitePrivacyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has all events of a user erased that were accepted before, stored or queued; those accepted after the answer stay. Null while
    /// PostgreSQL or Redis cannot be asked: then it may or may not have been noted, and asking again is safe.
    /// </summary>
    [Alias("EraseUser"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureView?> EraseUser(SiteUser user);

    /// <summary>The same of all events of the site.</summary>
    [Alias("EraseSite"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureView?> EraseSite();

    /// <summary>What is, and lately was, erased of the site; null while PostgreSQL cannot be asked.</summary>
    [Alias("List"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureList?> List();

    /// <summary>
    /// Begins to read a user's events once everything is stored that was accepted before; null when that takes longer, or PostgreSQL or
    /// Redis cannot be asked.
    /// </summary>
    /// <param name="maxWait">How long that may take.</param>
    [Alias("BeginRead"), AlwaysInterleave, ResponseTimeout("00:00:40")]
    Task<UserEventCursor?> BeginRead(TimeSpan maxWait);

    /// <summary>The next of a user's events; null while PostgreSQL cannot be asked.</summary>
    [Alias("Read"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<UserEventPage?> Read(SiteUser user, UserEventCursor cursor);
}
