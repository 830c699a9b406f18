namespace Footfall.Privacy;

/// <summary>How long a site's events are kept, and how far that is so.</summary>
/// <param name="Days">Days before today (UTC) whose events are kept; null for all.</param>
/// <param name="KeptFrom">All days before this one are gone.</param>
/// <param name="KeptAt">Since when.</param>
/// <param name="Events">Stored events that went so far.</param>
internal sealed record RetentionResponse(int? Days, DateOnly? KeptFrom, DateTimeOffset? KeptAt, long Events)
{
    public static RetentionResponse From(RetentionView retention) => new(retention.Days, retention.KeptFrom, retention.KeptAt, retention.Events);
}
