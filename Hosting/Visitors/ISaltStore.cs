using StackExchange.Redis;

namespace Footfall.Visitors;

/// <summary>Where gateways agree on the salts under which they hash visitors.</summary>
public interface ISaltStore
{
    /// <summary>Returns the salts that all gateways use from now on, in the order of the offers.</summary>
    /// <exception cref="RedisException">Redis is not available.</exception>
    /// <exception cref="TimeoutException">Redis is not available.</exception>
    Task<string[]> AgreeAsync(IReadOnlyList<SaltOffer> offers);
}

/// <summary>What a gateway knows about the salt of a date.</summary>
/// <param name="Date">The date.</param>
/// <param name="IsImport">Whether the date was over when its first event came.</param>
/// <param name="Candidate">A new random salt, for a date without one.</param>
/// <param name="Held">The salt that the gateway uses; null for none.</param>
/// <param name="EndsAt">When the salt is destroyed.</param>
public readonly record struct SaltOffer(DateOnly Date, bool IsImport, string Candidate, string? Held, DateTimeOffset EndsAt);
