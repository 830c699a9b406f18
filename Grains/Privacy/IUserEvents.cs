using Footfall.Drain;

namespace Footfall.Privacy;

/// <summary>Reads a user's stored events.</summary>
public interface IUserEvents
{
    /// <summary>Where what is stored of a site now begins.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<UserEventCursor> BeginAsync(string siteId);

    /// <summary>The next events, and where to go on.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<UserEventPage> ReadAsync(string siteId, string userId, UserEventCursor cursor);
}
