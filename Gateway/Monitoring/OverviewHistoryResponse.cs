namespace Footfall.Monitoring;

/// <summary>Points of the last quarter of an hour, one per second, in lists of equal length; see <see cref="OverviewSample"/>.</summary>
internal sealed record OverviewHistoryResponse(
    IReadOnlyList<double> Times,
    IReadOnlyList<double?> AcceptedPerSecond,
    IReadOnlyList<double?> StoredPerSecond,
    IReadOnlyList<double?> RefusedPerSecond,
    IReadOnlyList<long?> QueuedEntries,
    IReadOnlyList<long?> QueuedEvents,
    IReadOnlyList<double?> OldestQueuedSeconds,
    IReadOnlyList<double?> FreshnessSeconds,
    IReadOnlyList<double?> CommitSeconds,
    IReadOnlyList<double?> RowsPerCommit,
    IReadOnlyList<double?> ErrorsPerSecond)
{
    public static OverviewHistoryResponse From(OverviewSample[] points) => new(
        Array.ConvertAll(points, point => point.Time),
        Array.ConvertAll(points, point => point.AcceptedPerSecond),
        Array.ConvertAll(points, point => point.StoredPerSecond),
        Array.ConvertAll(points, point => point.RefusedPerSecond),
        Array.ConvertAll(points, point => point.QueuedEntries),
        Array.ConvertAll(points, point => point.QueuedEvents),
        Array.ConvertAll(points, point => point.OldestQueuedSeconds),
        Array.ConvertAll(points, point => point.FreshnessSeconds),
        Array.ConvertAll(points, point => point.CommitSeconds),
        Array.ConvertAll(points, point => point.RowsPerCommit),
        Array.ConvertAll(points, point => point.ErrorsPerSecond));
}
