using System.Globalization;
using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Visitors;

/// <summary>
/// The salts in Redis under which gateways hash visitors: one for each date, as text. All gateways of an installation agree on them here.
/// </summary>
public sealed class SaltStore(IConnectionMultiplexer redis, QueueKeys keys) : ISaltStore
{
    private static readonly RedisScript Script = new("visitor-salts.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    public async Task<string[]> AgreeAsync(IReadOnlyList<SaltOffer> offers) => (string[])(await Script.RunAsync(
        _database,
        [.. offers.Select(offer => (RedisKey)keys.VisitorSalt(offer.Date, offer.IsImport))],
        [
            .. offers.SelectMany(offer => (RedisValue[])
                [offer.Candidate, offer.Held ?? "", offer.EndsAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)]),
        ]).ConfigureAwait(false))!;
}
