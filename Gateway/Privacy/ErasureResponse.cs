using System.Text.Json;

namespace Footfall.Privacy;

/// <summary>One erasure and its progress.</summary>
/// <param name="Id">The id of the erasure.</param>
/// <param name="Kind"><c>user</c>, <c>site</c> or <c>retention</c>. The user is not disclosed.</param>
/// <param name="BeforeDay">The first day that is kept, for a retention.</param>
/// <param name="RequestedAt">The time at which it was requested, or due.</param>
/// <param name="State"><c>roll_ups</c>, <c>stored_events</c>, <c>dead_letters</c>, <c>queued_events</c> or <c>done</c>.</param>
/// <param name="Events">Stored events erased so far.</param>
/// <param name="DeadLetters">Events erased from the dead letters so far.</param>
/// <param name="FinishedAt">The time at which it was done.</param>
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
