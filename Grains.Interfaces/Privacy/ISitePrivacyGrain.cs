using Orleans.Concurrency;

namespace Footfall.Privacy;

/// <summary>
/// Handles requests about the data of a site's users and visitors; the key is the site id. It holds no state: requests are recorded in the store,
/// and the silos execute them from there.
/// </summary>
[Alias("Footfall.ISitePrivacyGrain")]
public interface ISitePrivacyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Erases all events of a user accepted before, stored or queued; those accepted after the answer stay. Null while
    /// PostgreSQL or Redis is unavailable: the request may or may not have been recorded, and repeating it is safe.
    /// </summary>
    [Alias("EraseUser"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureView?> EraseUser(SiteUser user);

    /// <summary>Erases all events of a visitor without a user id in the same way.</summary>
    [Alias("EraseVisitor"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureView?> EraseVisitor(SiteVisitor visitor);

    /// <summary>Erases all events of the site in the same way.</summary>
    [Alias("EraseSite"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureView?> EraseSite();

    /// <summary>Lists current and recent erasures of the site; null while PostgreSQL is unavailable.</summary>
    [Alias("List"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<ErasureList?> List();

    /// <summary>
    /// Begins reading a user's or a visitor's events once everything accepted before is stored; null if that takes longer, or PostgreSQL or
    /// Redis is unavailable.
    /// </summary>
    /// <param name="maxWait">Maximum wait.</param>
    [Alias("BeginRead"), AlwaysInterleave, ResponseTimeout("00:00:40")]
    Task<UserEventCursor?> BeginRead(TimeSpan maxWait);

    /// <summary>Returns the next page of a user's events; null while PostgreSQL is unavailable.</summary>
    [Alias("Read"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<UserEventPage?> Read(SiteUser user, UserEventCursor cursor);

    /// <summary>Returns the next page of a visitor's events in the same way.</summary>
    [Alias("ReadVisitor"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<UserEventPage?> ReadVisitor(SiteVisitor visitor, UserEventCursor cursor);
}
