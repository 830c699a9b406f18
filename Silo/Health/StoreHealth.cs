using Footfall.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Healthy while PostgreSQL answers, its tables are up to date, and commits succeed.</summary>
internal sealed class StoreHealth(StoreAvailability availability, OngoingFaults faults) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(availability.IsUp
            ? faults.Check(StoreFaults.Check)
            : HealthCheckResult.Unhealthy("PostgreSQL does not answer; events wait in the queue"));
}
