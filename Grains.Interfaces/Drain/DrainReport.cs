using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Result of a drain for the pump.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="TrimTo">
/// The first id to keep: everything before it is committed, as read from or confirmed by PostgreSQL. Null if
/// nothing is known to be committed.
/// </param>
/// <param name="Delay">Delay before the next claim of the site; zero unless refused or paused.</param>
[GenerateSerializer, Immutable, Alias("Footfall.DrainReport")]
public sealed record DrainReport(
    [property: Id(0)] DrainOutcome Outcome,
    [property: Id(1)] EntryId? TrimTo,
    [property: Id(2)] TimeSpan Delay)
{
    public static readonly DrainReport Busy = new(DrainOutcome.Busy, null, TimeSpan.Zero);

    public static readonly DrainReport Unreadable = new(DrainOutcome.Unreadable, null, TimeSpan.Zero);
}
