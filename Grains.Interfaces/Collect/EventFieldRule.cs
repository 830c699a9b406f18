using System.Text;

namespace Footfall.Collect;

/// <summary>One text field of an event: its name in the API and in the table, and what it may hold.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Name">JSON property and column name.</param>
/// <param name="MaxLength">Longest value, in UTF-16 units.</param>
/// <param name="Required">Whether an event without it (or with an empty one) is refused.</param>
/// <param name="SinceVersion">The first version of the queue's encoding that may carry it.</param>
/// <param name="IsColumn">Whether it is kept with the event; what is not only steers how the event is stored.</param>
public sealed record EventFieldRule(EventField Field, string Name, int MaxLength, bool Required, int SinceVersion, bool IsColumn = true)
{
    /// <summary><see cref="Name"/> as the bytes it has in JSON.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
