using Footfall.Collect;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Healthy while events are accepted: Redis responds, and the queue has not reached a limit.</summary>
internal sealed class QueueHealth(RedisHealth redis, QueueBackPressure pressure) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthCheckResult result = await redis.CheckHealthAsync(context, cancellationToken);
        return result.Status == HealthStatus.Healthy && pressure.Reason is { } reason
            ? HealthCheckResult.Unhealthy($"Events are refused with 503: {reason}")
            : result;
    }
}
