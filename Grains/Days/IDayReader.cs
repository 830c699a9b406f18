using Footfall.Drain;
using Footfall.Freshness;

namespace Footfall.Days;

/// <summary>Reads the figures of a site's days from the store.</summary>
public interface IDayReader
{
    /// <summary>Returns the figures of the days of a range that have events.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="first">The first day, in the site's time zone.</param>
    /// <param name="last">The last day.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer, or is still preparing the site's days.</exception>
    Task<StoredDays> ReadAsync(string siteId, DateOnly first, DateOnly last);
}

/// <summary>Figures of days, and the state of the site that they reflect.</summary>
/// <param name="Position">How far the site was stored in the snapshot.</param>
/// <param name="TimeZone">The time zone of the days: the site's, or its former one while they are counted anew.</param>
/// <param name="Days">The days with events, ascending.</param>
public sealed record StoredDays(SitePosition Position, string TimeZone, IReadOnlyList<StoredDay> Days);

/// <summary>The figures of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="People">The figures of people.</param>
/// <param name="Bots">The figures of bots.</param>
public sealed record StoredDay(DateOnly Day, DayTotals People, DayTotals Bots);
