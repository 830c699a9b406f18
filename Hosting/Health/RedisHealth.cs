using Footfall.Redis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Footfall.Health;

/// <summary>Healthy while Redis responds, has passed its check, and accepts this host's writes.</summary>
public sealed class RedisHealth(IConnectionMultiplexer redis, RedisCheck check, OngoingFaults faults) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!check.HasPassed)
        {
            return HealthCheckResult.Unhealthy("Redis has not answered since the start");
        }

        try
        {
            await redis.GetDatabase().PingAsync().ConfigureAwait(false);
            return faults.Check(RedisFaults.Check);
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            return HealthCheckResult.Unhealthy("Redis does not answer");
        }
    }
}
