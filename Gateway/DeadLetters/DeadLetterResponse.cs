using Footfall.Http;

namespace Footfall.DeadLetters;

/// <summary>A page of dead letters.</summary>
/// <param name="DeadLetters">The dead letters.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null at the end.</param>
internal sealed record DeadLetterListResponse(IReadOnlyList<DeadLetterResponse> DeadLetters, string? Next);

/// <summary>An event, or a whole entry, that could not be stored.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Key">The key that identifies it in the path of other calls.</param>
/// <param name="Reason"><c>undecodable</c>, <c>invalid</c> or <c>refused_by_store</c>.</param>
/// <param name="Detail">The fault in words.</param>
/// <param name="Events">The number of events in it.</param>
/// <param name="CreatedAt">The time at which it was dead-lettered.</param>
/// <param name="Decoded">Its events, as far as they can be decoded.</param>
/// <param name="PayloadBase64">The original bytes.</param>
internal sealed record DeadLetterResponse(
    string SiteId,
    string Key,
    string Reason,
    string Detail,
    int Events,
    DateTimeOffset CreatedAt,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Decoded,
    string PayloadBase64)
{
    public static DeadLetterResponse From(StoredDeadLetter deadLetter) => new(
        deadLetter.SiteId,
        deadLetter.Key.ToString(),
        DeadLetterReasons.Name(deadLetter.Reason),
        deadLetter.Detail,
        deadLetter.Events,
        deadLetter.CreatedAt,
        DecodedEvents.Of(deadLetter.Payload),
        Convert.ToBase64String(deadLetter.Payload));
}
