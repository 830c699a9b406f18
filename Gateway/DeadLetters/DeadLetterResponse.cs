using Footfall.Http;

namespace Footfall.DeadLetters;

/// <summary>Dead letters, and where the next ones begin.</summary>
/// <param name="DeadLetters">Some.</param>
/// <param name="Next">Value of <c>after</c> that asks for the ones behind; null at the end.</param>
internal sealed record DeadLetterListResponse(IReadOnlyList<DeadLetterResponse> DeadLetters, string? Next);

/// <summary>An event, or a whole entry, that could not be stored.</summary>
/// <param name="SiteId">Whose.</param>
/// <param name="Key">Names it in the path of the other calls.</param>
/// <param name="Reason"><c>undecodable</c>, <c>invalid</c> or <c>refused_by_store</c>.</param>
/// <param name="Detail">The fault in words.</param>
/// <param name="Events">How many events it stands for.</param>
/// <param name="CreatedAt">When it was set aside.</param>
/// <param name="Decoded">Its events, as far as they can be read.</param>
/// <param name="PayloadBase64">The bytes as they were found.</param>
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
