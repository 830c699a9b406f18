namespace Footfall.Fuzz.Model;

/// <summary>What a row of a site holds of its event.</summary>
internal sealed record ModelRow(string Type, string? Path, string? User, long Time);
