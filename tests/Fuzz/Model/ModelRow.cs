namespace Footfall.Fuzz.Model;

/// <summary>The part of an event that a row of a site holds as it was sent.</summary>
internal sealed record ModelRow(string Type, string? Path, string? User, long Time, ModelDetails Details);
