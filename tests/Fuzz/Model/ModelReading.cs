namespace Footfall.Fuzz.Model;

/// <summary>What a body that should be one event comes to.</summary>
/// <param name="IsObject">Whether it is JSON, and an object.</param>
/// <param name="Faults">What is wrong with the object; null when nothing is.</param>
/// <param name="Event">The event; null when something is wrong.</param>
/// <param name="IsUnsure">It has a name that is no text, which may be read over or be an error.</param>
internal sealed record ModelReading(bool IsObject, IReadOnlyList<string>? Faults, ModelEvent? Event, bool IsUnsure = false)
{
    public static readonly ModelReading NoObject = new(false, null, null);
}
