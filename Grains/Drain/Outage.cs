namespace Footfall.Drain;

/// <summary>
/// Turns an outage of PostgreSQL or Redis into a missing result, which is how grains report it: to a gateway, an exception of a
/// grain is a failed call, which could mean anything.
/// </summary>
internal static class Outage
{
    /// <summary>Returns whether PostgreSQL or Redis was unavailable.</summary>
    public static bool IsReasonFor(Exception e) => e is StoreUnavailableException or QueueUnavailableException;

    /// <summary>Returns the type's default, null for a nullable one, while PostgreSQL or Redis is unavailable.</summary>
    public static async Task<T?> OrNullAsync<T>(Func<Task<T?>> query)
    {
        try
        {
            return await query();
        }
        catch (Exception e) when (IsReasonFor(e))
        {
            return default;
        }
    }

    /// <summary>Returns whether the change was made; false while PostgreSQL or Redis is unavailable.</summary>
    public static Task<bool> OrFalseAsync(Func<Task> change) => OrNullAsync<bool>(async () =>
    {
        await change();
        return true;
    });
}
