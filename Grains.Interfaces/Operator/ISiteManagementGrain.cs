using Footfall.Days;
using Orleans.Concurrency;

namespace Footfall.Operator;

/// <summary>
/// Operations on one site for operators; the key is the site id. It inspects the site from outside, so that inspection does not activate
/// the site's grain.
/// </summary>
/// <remarks>Some aliases are older than the names; they stay, because hosts of different versions call each other by them.</remarks>
[Alias("Footfall.ISiteDeskGrain")]
public interface ISiteManagementGrain : IGrainWithStringKey
{
    /// <summary>Returns everything known about the site.</summary>
    [Alias("Look"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<SiteView> GetStatus();

    /// <summary>
    /// Lists entries of its queue after a key, oldest first, fewer than requested if they are large; null while Redis is unavailable.
    /// </summary>
    [Alias("ListEntries"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<WaitingEntries?> ListEntries(EntryKey? after, int limit);

    /// <summary>Moves the site's grain to a silo, or activates it there.</summary>
    [Alias("MoveTo"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<MoveOutcome> MoveTo(string silo);

    /// <summary>
    /// Counts the site's days again from its stored events, and compares that with the answers; null while PostgreSQL is unavailable, or
    /// while the days are counted for the first time.
    /// </summary>
    /// <param name="mend">Whether days that differ are built again.</param>
    [Alias("AuditDays"), AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task<AuditResult?> AuditDays(bool mend);
}
