namespace Footfall.Fuzz.Model;

/// <summary>The expected result of a body of one event, valid or not.</summary>
/// <param name="IsObject">Whether it is JSON, and an object.</param>
/// <param name="Faults">The faults of the object; null if there are none.</param>
/// <param name="Event">The event; null if there are faults.</param>
/// <param name="IsUnsure">Whether a name in it is not a valid text, which may be ignored or be an error.</param>
internal sealed record ModelReading(bool IsObject, IReadOnlyList<string>? Faults, ModelEvent? Event, bool IsUnsure = false)
{
    public static readonly ModelReading NoObject = new(false, null, null);
}
