namespace Footfall.Access;

/// <summary>What a request shows of who sends its events: read once, asked for each of them.</summary>
/// <param name="ShowsKey">Whether it shows anything for a key.</param>
/// <param name="Key">The key, if it is valid.</param>
/// <param name="Origin">The page that a browser sends them from.</param>
internal readonly record struct IngestCaller(bool ShowsKey, ReplicatedKey? Key, string? Origin);
