using Orleans.Concurrency;

namespace Footfall.Operator;

/// <summary>
/// An operator's desk for one site; the key is its id. It looks at the site from outside, so that looking does not make the
/// site's grain.
/// </summary>
[Alias("Footfall.ISiteDeskGrain")]
public interface ISiteManagementGrain : IGrainWithStringKey
{
    /// <summary>Everything that is known of the site now.</summary>
    [Alias("Look"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<SiteView> GetStatus();

    /// <summary>Entries of its queue after one, oldest first, fewer than asked for when they are large; null while Redis cannot be asked.</summary>
    [Alias("ListEntries"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<WaitingEntries?> ListEntries(EntryKey? after, int limit);

    /// <summary>Has the site's grain go to a silo, or come to be there.</summary>
    [Alias("MoveTo"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<MoveOutcome> MoveTo(string silo);
}
