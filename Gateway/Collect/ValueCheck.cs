using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Checks the value of one property of an event.</summary>
internal static class ValueCheck
{
    /// <summary>Returns the fault in words; null for a valid value.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="json">The body.</param>
    public static string? FindFault(EventProperty property, FieldValue value, ReadOnlySpan<byte> json) => value.Kind switch
    {
        FieldValueKind.Absent => property.Required ? $"{property.Name} is required and must be a string" : null,
        FieldValueKind.NotText => DescribeForm(property),
        FieldValueKind.LoneSurrogate => DescribeNotStorable(property),
        _ when value.Slot.Length == 0 => property.Required ? $"{property.Name} is required and must be a string" : null,
        _ => FindFault(property, value.In(json)),
    };

    private static string? FindFault(EventProperty property, ReadOnlySpan<byte> text) => property.Form switch
    {
        // Checked when they were read.
        PropertyForm.Number or PropertyForm.Flag or PropertyForm.Revenue or PropertyForm.Props => null,

        // Long addresses have a fault of their own, in bytes.
        PropertyForm.Url => text.Contains((byte)0) ? DescribeNotStorable(property) : null,
        _ when !StorableText.FitsIn(text, property.MaxLength) => $"{property.Name} must be at most {property.MaxLength} characters",
        _ when text.Contains((byte)0) => DescribeNotStorable(property),
        PropertyForm.Hostname => IsHost(text) ? null : $"{property.Name} must be a host such as example.com, without scheme, port and path",
        PropertyForm.Address => AddressText.IsValid(text) ? null : $"{property.Name} must be an IPv4 or IPv6 address, without port",
        _ => null,
    };

    private static string DescribeForm(EventProperty property) => property.Form switch
    {
        PropertyForm.Number => $"{property.Name} must be a whole number from 0 to {property.MaxNumber}",
        PropertyForm.Flag => $"{property.Name} must be true or false",
        _ => property.Required ? $"{property.Name} is required and must be a string" : $"{property.Name} must be a string",
    };

    private static string DescribeNotStorable(EventProperty property) => $"{property.Name} must not contain NUL or unpaired surrogates";

    private static bool IsHost(ReadOnlySpan<byte> text)
    {
        Span<byte> scratch = stackalloc byte[HostName.MaxBytes];
        return HostName.TryWrite(text, scratch, out _);
    }
}
