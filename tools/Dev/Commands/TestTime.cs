namespace Footfall.Dev.Commands;

/// <summary>How long a test took.</summary>
internal sealed record TestTime(string Name, TimeSpan Time);
