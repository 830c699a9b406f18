using System.Text;

namespace Footfall.Wire;

/// <summary>A field of an event: its name, its constraints, and where it is stored.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">The name in the API, in attribute sets, and of the column.</param>
/// <param name="MaxLength">Maximum length in UTF-16 units.</param>
/// <param name="SinceVersion">The first version of the queue's encoding that may carry it.</param>
public sealed record EventFieldRule(EventField Field, string Name, int MaxLength, int SinceVersion)
{
    /// <summary>Whether an event without it (or with an empty value) is refused.</summary>
    public bool Required { get; init; }

    public FieldStorage Storage { get; init; } = FieldStorage.Text;

    public FieldForm Form { get; init; }

    /// <summary>The largest value of a <see cref="FieldForm.Number"/>.</summary>
    public int MaxNumber { get; init; } = int.MaxValue;

    /// <summary>Whether only the gateway sets it, from the request and other fields; senders cannot.</summary>
    public bool IsDerived { get; init; }

    /// <summary><see cref="Name"/> as JSON bytes.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
