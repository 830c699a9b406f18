using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>Classifies failures of calls to Redis.</summary>
public static class RedisFault
{
    /// <summary>
    /// Returns true for every failure of a call to Redis: no response in time, or an error, which also a master that is starting,
    /// failing over or full returns. A caller that expects a certain error catches it first.
    /// </summary>
    public static bool IsOutage(Exception e) => e is RedisException or TimeoutException;
}
