namespace Footfall.Monitoring;

/// <summary>The figures of the whole installation at one moment; null where unknown.</summary>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="AcceptedPerSecond">Events confirmed by Redis.</param>
/// <param name="StoredPerSecond">Events committed.</param>
/// <param name="RefusedPerSecond">Events refused.</param>
/// <param name="QueuedEntries">Entries in Redis, each of one or more events.</param>
/// <param name="QueuedEvents">Events in Redis.</param>
/// <param name="OldestQueuedSeconds">The time that the oldest of them has waited.</param>
/// <param name="FreshnessSeconds">The time that the oldest event of the latest commits had waited.</param>
/// <param name="CommitSeconds">The average duration of a transaction that stores events.</param>
/// <param name="RowsPerCommit">The average number of events that it stored.</param>
/// <param name="ErrorsPerSecond">Failed transactions and drains, and events that could not be accepted.</param>
internal sealed record OverviewSample(
    double Time,
    double? AcceptedPerSecond,
    double? StoredPerSecond,
    double? RefusedPerSecond,
    long? QueuedEntries,
    long? QueuedEvents,
    double? OldestQueuedSeconds,
    double? FreshnessSeconds,
    double? CommitSeconds,
    double? RowsPerCommit,
    double? ErrorsPerSecond)
{
    public static OverviewSample From(InstallationState state, long? queuedEntries, DateTimeOffset now)
    {
        double commits = state.Hosts.Sum(host => host.Rates.Growth(totals => totals.Commits));
        return new OverviewSample(
            now.ToUnixTimeMilliseconds() / 1000.0,
            Round(state.Rate(totals => totals.Accepted)),
            Round(state.Rate(totals => totals.Stored)),
            Round(state.Rate(totals => totals.Refused)),
            queuedEntries,
            state.Queue?.Events,
            Round(state.OldestQueued?.TotalSeconds),
            Round(state.Hosts.Max(host => host.Latest.Freshness)?.TotalSeconds),
            commits > 0 ? Round(state.Hosts.Sum(host => host.Rates.Growth(totals => totals.CommitSeconds)) / commits) : null,
            commits > 0 ? Round(state.Hosts.Sum(host => host.Rates.Growth(totals => totals.Stored)) / commits) : null,
            Round(state.Rate(totals => totals.Errors)));
    }

    /// <summary>Returns this sample with the rates since an earlier snapshot instead of those of about a second.</summary>
    public OverviewSample Since(CounterSnapshot earlier, CounterSnapshot now)
    {
        double seconds = now.Seconds - earlier.Seconds;
        double commits = now.Growth(earlier, totals => totals.Commits);
        return this with
        {
            AcceptedPerSecond = Round(now.Growth(earlier, totals => totals.Accepted) / seconds),
            StoredPerSecond = Round(now.Growth(earlier, totals => totals.Stored) / seconds),
            RefusedPerSecond = Round(now.Growth(earlier, totals => totals.Refused) / seconds),
            CommitSeconds = commits > 0 ? Round(now.Growth(earlier, totals => totals.CommitSeconds) / commits) : null,
            RowsPerCommit = commits > 0 ? Round(now.Growth(earlier, totals => totals.Stored) / commits) : null,
            ErrorsPerSecond = Round(now.Growth(earlier, totals => totals.Errors) / seconds),
        };
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
