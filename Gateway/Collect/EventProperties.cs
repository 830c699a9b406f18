using System.Collections.Immutable;
using System.Text.Json;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// The properties of a posted event, in the order of their faults: those that every version of the API had, then the other fields in the
/// order of <see cref="EventSchema"/>, then those that are read and never stored. Fields that are derived are no properties.
/// </summary>
internal static class EventProperties
{
    /// <summary>The number of properties; sizes <see cref="PropertyValues"/>.</summary>
    public const int Count = EventSchema.FieldCount - DerivedFields + OtherProperties;

    /// <summary>The index of <c>site_id</c>.</summary>
    public const int SiteId = 0;

    /// <summary>The fields that only the gateway sets.</summary>
    private const int DerivedFields = 13;

    /// <summary><c>site_id</c>, <c>timestamp</c>, and the five that are not stored.</summary>
    private const int OtherProperties = 7;

    /// <summary>Maximum length of the texts that describe a client. A User-Agent counts up to its 512th character.</summary>
    private const int MaxClientText = 2000;

    /// <summary>The longest text of an IPv6 address, with an IPv4 address at its end.</summary>
    private const int MaxAddress = 45;

    public static readonly ImmutableArray<EventProperty> All =
    [
        .. new EventProperty[]
        {
            new("site_id", PropertyForm.Text, Queue.SiteId.MaxLength) { Required = true },
            EventProperty.Of(EventSchema.Fields[(int)EventField.EventType]),
            new("timestamp", PropertyForm.Timestamp, 0) { Required = true },
        }
        .Concat(EventSchema.Fields.Where(rule => !rule.IsDerived && rule.Field != EventField.EventType).Select(EventProperty.Of))
        .Concat(
        [
            new("url", PropertyForm.Url, PageUrl.MaxBytes),
            new("ip", PropertyForm.Address, MaxAddress),
            new("user_agent", PropertyForm.Text, MaxClientText),
            new("accept_language", PropertyForm.Text, MaxClientText),
            new("automated", PropertyForm.Flag, 0),
        ])
        .Select((property, index) => property.At(index)),
    ];

    /// <summary>The bits of the required properties.</summary>
    public static readonly uint Required = All.Where(property => property.Required).Aggregate(0u, (bits, property) => bits | (1u << property.Index));

    public static readonly int Language = IndexOf("language");
    public static readonly int Url = IndexOf("url");
    public static readonly int Ip = IndexOf("ip");
    public static readonly int UserAgent = IndexOf("user_agent");
    public static readonly int AcceptLanguage = IndexOf("accept_language");
    public static readonly int Automated = IndexOf("automated");

    /// <summary>The bits of the properties that need more work once all are read.</summary>
    public static readonly uint ReadLater = (1u << Language) | (1u << Url);

    /// <summary>The index of the property of each field; -1 for a derived one.</summary>
    private static readonly int[] IndexOfField =
        [.. EventSchema.Fields.Select(rule => All.FirstOrDefault(property => property.Field == rule.Field)?.Index ?? -1)];

    /// <summary>The properties by the length of their names.</summary>
    private static readonly EventProperty[][] ByLength =
        [.. Enumerable.Range(0, All.Max(property => property.Utf8Name.Length) + 1).Select(length => All.Where(property => property.Utf8Name.Length == length).ToArray())];

    /// <summary>Returns the property whose name the reader is at; null for another name.</summary>
    /// <exception cref="InvalidOperationException">The name contains an escaped unpaired surrogate.</exception>
    public static EventProperty? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return FindEscaped(ref reader);
        }

        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (name.Length < ByLength.Length)
        {
            foreach (EventProperty property in ByLength[name.Length])
            {
                if (name.SequenceEqual(property.Utf8Name))
                {
                    return property;
                }
            }
        }

        return null;
    }

    /// <summary>Returns the index of the property that becomes a field.</summary>
    public static int IndexOf(EventField field) => IndexOfField[(int)field];

    private static EventProperty? FindEscaped(ref Utf8JsonReader reader)
    {
        foreach (EventProperty property in All)
        {
            if (reader.ValueTextEquals(property.Utf8Name))
            {
                return property;
            }
        }

        return null;
    }

    private static int IndexOf(string name) => All.First(property => property.Name == name).Index;
}
