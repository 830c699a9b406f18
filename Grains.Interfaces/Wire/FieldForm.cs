namespace Footfall.Wire;

/// <summary>What the text of a field must be.</summary>
public enum FieldForm
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number in decimal digits, from 0 to <see cref="EventFieldRule.MaxNumber"/>.</summary>
    Number,

    /// <summary>16 lower-case hexadecimal digits: see <see cref="VisitorText"/>.</summary>
    Visitor,

    /// <summary>An amount and a currency: see <see cref="Wire.Revenue"/>.</summary>
    Revenue,

    /// <summary>A JSON object whose values are texts, numbers and booleans.</summary>
    Props,
}
