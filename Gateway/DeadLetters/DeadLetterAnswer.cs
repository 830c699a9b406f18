using System.Globalization;
using System.Text;
using Footfall.Collect;
using Footfall.Queue;

namespace Footfall.DeadLetters;

/// <summary>Dead letters, and where the next ones begin.</summary>
/// <param name="DeadLetters">Some.</param>
/// <param name="Next">Value of <c>after</c> that asks for the ones behind; null at the end.</param>
internal sealed record DeadLettersAnswer(IReadOnlyList<DeadLetterAnswer> DeadLetters, string? Next);

/// <summary>An event, or a whole entry, that could not be stored.</summary>
/// <param name="SiteId">Whose.</param>
/// <param name="Key">Names it in the path of the other calls.</param>
/// <param name="Reason"><c>undecodable</c>, <c>invalid</c> or <c>refused_by_store</c>.</param>
/// <param name="Detail">The fault in words.</param>
/// <param name="Events">How many events it stands for.</param>
/// <param name="CreatedAt">When it was set aside.</param>
/// <param name="Decoded">Its events, as far as they can be read.</param>
/// <param name="PayloadBase64">The bytes as they were found.</param>
internal sealed record DeadLetterAnswer(
    string SiteId,
    string Key,
    string Reason,
    string Detail,
    int Events,
    DateTimeOffset CreatedAt,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Decoded,
    string PayloadBase64)
{
    public static DeadLetterAnswer From(KeptDeadLetter letter) => new(
        letter.SiteId,
        letter.Key.ToString(),
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(letter.Reason.ToString()),
        letter.Detail,
        letter.Events,
        letter.CreatedAt,
        Decode(letter.Payload),
        Convert.ToBase64String(letter.Payload));

    private static List<IReadOnlyDictionary<string, string>> Decode(byte[] payload)
    {
        var events = new List<IReadOnlyDictionary<string, string>>();
        var reader = new EntryReader(payload);
        while (!reader.IsAtEnd && reader.TryRead(out EventView view))
        {
            var fields = new Dictionary<string, string>
            {
                ["timestamp"] = TimeOf(view.Timestamp),
            };
            foreach (EventFieldRule rule in EventSchema.Fields)
            {
                if (view.Has(rule.Field))
                {
                    fields[rule.Name] = Encoding.UTF8.GetString(view[rule.Field]);
                }
            }

            events.Add(fields);
        }

        return events;
    }

    private static string TimeOf(long timestamp) => timestamp >= EventSchema.MinTimestamp && timestamp <= EventSchema.MaxTimestamp
        ? EventTime.ToDateTime(timestamp).ToString("O", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{timestamp} µs since 1970");
}
