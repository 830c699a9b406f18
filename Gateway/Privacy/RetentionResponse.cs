namespace Footfall.Privacy;

/// <summary>A site's retention and its progress.</summary>
/// <param name="Days">Days before today (UTC) whose events are kept; null for all.</param>
/// <param name="KeptFrom">The first day that is kept; all earlier days are erased.</param>
/// <param name="KeptAt">The time since when this holds.</param>
/// <param name="Events">Stored events erased so far.</param>
internal sealed record RetentionResponse(int? Days, DateOnly? KeptFrom, DateTimeOffset? KeptAt, long Events)
{
    public static RetentionResponse From(RetentionView retention) => new(retention.Days, retention.KeptFrom, retention.KeptAt, retention.Events);
}
