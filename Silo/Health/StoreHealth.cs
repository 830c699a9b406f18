using Footfall.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Healthy while PostgreSQL answers, its tables are up to date, and commits succeed.</summary>
internal sealed class StoreHealth(StoreAvailability availability, OngoingFaults faults) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        // PostgreSQL that answers, but cannot work, is told by the commits that fail.
        string reason = availability.Reason?.ReplaceLineEndings(" ") ?? "";
        HealthCheckResult commits = faults.Check(StoreFaults.Check);
        return availability.IsUp || (availability.Away is null && commits.Status != HealthStatus.Healthy)
            ? commits
            : HealthCheckResult.Unhealthy($"PostgreSQL does not answer; events wait in the queue{(reason.Length > 0 ? ": " + reason : "")}");
    }
}
