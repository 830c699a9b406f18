using Footfall.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Healthy while PostgreSQL answers and its tables are up to date.</summary>
internal sealed class StoreHealth(StoreAvailability availability) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(availability.IsUp
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("PostgreSQL does not answer; events wait in the queue"));
}
