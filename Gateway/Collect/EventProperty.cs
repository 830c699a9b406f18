using System.Text;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>A property of a posted event.</summary>
/// <param name="name">Its name in JSON.</param>
/// <param name="form">The form of its value.</param>
/// <param name="maxLength">Maximum length in UTF-16 units.</param>
internal sealed class EventProperty(string name, PropertyForm form, int maxLength)
{
    private readonly byte[] _utf8Name = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    public PropertyForm Form => form;

    public int MaxLength => maxLength;

    public bool Required { get; init; }

    /// <summary>The largest value of a <see cref="PropertyForm.Number"/>.</summary>
    public int MaxNumber { get; init; }

    /// <summary>The field of the stored event that it becomes; null for what only helps to find others.</summary>
    public EventField? Field { get; init; }

    /// <summary>Its index in <see cref="EventProperties.All"/>, and its bit in masks.</summary>
    public int Index { get; init; }

    public static EventProperty Of(EventFieldRule rule) => new(rule.Name, FormOf(rule), rule.MaxLength)
    {
        Required = rule.Required,
        MaxNumber = rule.Form == FieldForm.Number ? rule.MaxNumber : 0,
        Field = rule.Field,
    };

    public EventProperty At(int index) => new(Name, Form, MaxLength) { Required = Required, MaxNumber = MaxNumber, Field = Field, Index = index };

    private static PropertyForm FormOf(EventFieldRule rule) => rule.Form switch
    {
        FieldForm.Number => PropertyForm.Number,
        FieldForm.Revenue => PropertyForm.Revenue,
        FieldForm.Props => PropertyForm.Props,
        _ => rule.Field switch
        {
            EventField.Hostname => PropertyForm.Hostname,
            EventField.Language => PropertyForm.Language,
            _ => PropertyForm.Text,
        },
    };
}
