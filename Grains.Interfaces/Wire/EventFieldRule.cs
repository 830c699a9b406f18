using System.Text;

namespace Footfall.Wire;

/// <summary>A text field of an event: its name in the API and in the table, and its constraints.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">JSON property and column name.</param>
/// <param name="MaxLength">Maximum length in UTF-16 units.</param>
/// <param name="Required">Whether an event without it (or with an empty value) is refused.</param>
/// <param name="SinceVersion">The first version of the queue's encoding that may carry it.</param>
/// <param name="IsColumn">Whether it is stored with the event; otherwise it only affects how the event is stored.</param>
public sealed record EventFieldRule(EventField Field, string Name, int MaxLength, bool Required, int SinceVersion, bool IsColumn = true)
{
    /// <summary><see cref="Name"/> as JSON bytes.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
