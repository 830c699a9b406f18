using Footfall.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Footfall.Health;

/// <summary>Reports healthy while PostgreSQL answers, its tables are up to date, and commits succeed.</summary>
internal sealed class StoreHealth(StoreAvailability availability, OngoingFaults faults) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        // If PostgreSQL answers but cannot work, the failing commits report it.
        string reason = availability.Reason?.ReplaceLineEndings(" ") ?? "";
        HealthCheckResult commits = faults.Check(StoreFaults.Check);
        return availability.IsUp || (availability.Away is null && commits.Status != HealthStatus.Healthy)
            ? commits
            : HealthCheckResult.Unhealthy($"PostgreSQL does not answer; events wait in the queue{(reason.Length > 0 ? ": " + reason : "")}");
    }
}
