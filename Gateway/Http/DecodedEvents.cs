using System.Globalization;
using System.Text;
using Footfall.Wire;

namespace Footfall.Http;

/// <summary>Decodes the events of a queue entry for display to an operator.</summary>
internal static class DecodedEvents
{
    /// <summary>Returns the fields of each event by name, as far as they can be decoded.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(byte[] payload)
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
