using Footfall.Drain;

namespace Footfall.Privacy;

/// <summary>Reads the stored events of a user or a visitor.</summary>
public interface IUserEvents
{
    /// <summary>Returns a cursor at the start of what is stored of a site now.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<UserEventCursor> BeginAsync(string siteId);

    /// <summary>Reads the next events, and the cursor to continue from.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<UserEventPage> ReadAsync(string siteId, EventOwner owner, UserEventCursor cursor);
}
