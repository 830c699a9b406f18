namespace Footfall.Access;

/// <summary>The credentials of an ingest request: read once, checked for each event.</summary>
/// <param name="ShowsKey">Whether the request presents any key.</param>
/// <param name="Key">The key, if it is valid.</param>
/// <param name="Origin">The page from which a browser sends the events.</param>
internal readonly record struct IngestCaller(bool ShowsKey, ReplicatedKey? Key, string? Origin);
