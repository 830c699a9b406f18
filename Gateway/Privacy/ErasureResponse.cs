using System.Text.Json;

namespace Footfall.Privacy;

/// <summary>One erasure, and how far it is.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind"><c>user</c>, <c>site</c> or <c>retention</c>. Of which user is not told.</param>
/// <param name="BeforeDay">The first day that stays, of a retention.</param>
/// <param name="RequestedAt">When it was asked for, or was due.</param>
/// <param name="State">What it is at: <c>sums</c>, <c>stored_events</c>, <c>dead_letters</c>, <c>queued_events</c> or <c>done</c>.</param>
/// <param name="Events">Stored events that went so far.</param>
/// <param name="DeadLetters">Events that went from the dead letters so far.</param>
/// <param name="FinishedAt">When it was done.</param>
internal sealed record ErasureResponse(
    Guid Id,
    string Kind,
    DateOnly? BeforeDay,
    DateTimeOffset RequestedAt,
    string State,
    long Events,
    long DeadLetters,
    DateTimeOffset? FinishedAt)
{
    public static ErasureResponse From(ErasureView erasure) => new(
        erasure.Id,
        Name(erasure.Kind),
        erasure.BeforeDay,
        erasure.RequestedAt,
        Name(erasure.Phase),
        erasure.Events,
        erasure.DeadLetters,
        erasure.FinishedAt);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
