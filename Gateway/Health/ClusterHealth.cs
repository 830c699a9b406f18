using Footfall.Cluster;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Degraded, not unhealthy, while no silo is connected, because events are still accepted.</summary>
internal sealed class ClusterHealth(ClusterConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connection.IsUp
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("no silo is connected; events are accepted and wait in the queue"));
}
