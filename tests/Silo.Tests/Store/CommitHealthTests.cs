using Footfall.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Footfall.Store;

/// <summary>Commits show whether storing works: for no site, for some sites, or for all.</summary>
[Trait("Tier", "fast")]
public sealed class CommitHealthTests
{
    private static readonly PostgresException Full = new("could not extend file: No space left on device", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly OngoingFaults _faults;
    private readonly CommitHealth _commits;

    public CommitHealthTests()
    {
        _faults = new OngoingFaults(_timeProvider, NullLogger<OngoingFaults>.Instance);
        _commits = new CommitHealth(_faults, _timeProvider);
    }

    [Fact]
    public void Commits_that_all_fail_are_told_after_a_second_and_until_one_succeeds()
    {
        _commits.Fail(["a", "b"], Full);
        Assert.Equal(HealthStatus.Healthy, _faults.Check(StoreFaults.Check).Status);
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        _commits.Fail(["a"], Full);
        HealthCheckResult result = _faults.Check(StoreFaults.Check);
        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("PostgreSQL stores no events: 53100: could not extend file: No space left on device", result.Description, StringComparison.Ordinal);

        _commits.Succeed(["b"]);
        Assert.Equal(HealthStatus.Healthy, _faults.Check(StoreFaults.Check).Status);
    }

    [Fact]
    public void A_site_that_fails_while_others_succeed_is_named_and_the_host_stays_ready()
    {
        for (int second = 0; second < 8; second++)
        {
            _commits.Fail(["a"], new PostgresException("no", "ERROR", "ERROR", "P0001"));
            _commits.Succeed(["b"]);
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(_commits.IsSuspect("a"));
        Assert.False(_commits.IsSuspect("b"));
        HealthCheckResult result = _faults.Check(StoreFaults.Check);
        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("Nothing is stored of site a: P0001: no", result.Description, StringComparison.Ordinal);

        _commits.Succeed(["a"]);
        Assert.Equal(HealthStatus.Healthy, _faults.Check(StoreFaults.Check).Status);
        Assert.False(_commits.IsSuspect("a"));
    }

    [Fact]
    public void A_server_that_is_away_says_nothing_about_commits()
    {
        for (int second = 0; second < 3; second++)
        {
            _commits.Fail(["a"], new PostgresException("shutting down", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown));
            _commits.Fail(["a"], new NpgsqlException("refused"));
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_faults.Current);
    }

    /// <summary>The site may have moved to another silo, which stores it now.</summary>
    [Fact]
    public void What_is_not_tried_any_more_is_forgotten()
    {
        _commits.Fail(["a"], Full);
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        _commits.Fail(["a"], Full);
        Assert.Single(_faults.Current);
        _timeProvider.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(_faults.Current);
    }
}
