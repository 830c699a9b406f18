namespace Footfall.Operator;

/// <summary>One stream of a site.</summary>
/// <param name="Epoch">The history of Redis that it belongs to.</param>
/// <param name="IsCurrent">Whether new entries come into it.</param>
/// <param name="Events">Events that are not stored; while PostgreSQL is away, those that are not trimmed.</param>
/// <param name="FirstId">Its first entry.</param>
/// <param name="LastId">The last id that it gave.</param>
/// <param name="Checkpoint">The last entry that is stored; 0-0 for none, null when PostgreSQL is away.</param>
/// <param name="OldestSeconds">How long the oldest of those events has waited.</param>
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
