namespace Footfall.Dev.Commands;

/// <summary>A path and its page views, as in the statistics.</summary>
internal sealed record PathCount(string Path, long Views);
