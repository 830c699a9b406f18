namespace Footfall.Operator;

/// <summary>One stream of a site.</summary>
/// <param name="Epoch">The history of Redis to which it belongs.</param>
/// <param name="IsCurrent">Whether new entries are added to it.</param>
/// <param name="Events">Events that are not stored; while PostgreSQL is unavailable, those that are not trimmed.</param>
/// <param name="FirstId">The id of its first entry.</param>
/// <param name="LastId">The last id that it generated.</param>
/// <param name="Checkpoint">The last stored entry; 0-0 for none, null when PostgreSQL is unavailable.</param>
/// <param name="OldestSeconds">The time that the oldest of those events has waited.</param>
internal sealed record SiteStreamResponse(
    string Epoch, bool IsCurrent, long Events, string? FirstId, string? LastId, string? Checkpoint, double? OldestSeconds)
{
    public static SiteStreamResponse From(SiteStreamState stream) => new(
        stream.Epoch,
        stream.IsCurrent,
        stream.Events,
        stream.First?.ToString(),
        stream.Last.ToString(),
        stream.Checkpoint?.ToString(),
        stream.OldestAge?.TotalSeconds);
}
