namespace Footfall.Monitoring;

/// <summary>Identifies the stream of samples.</summary>
/// <param name="Stream">Key of the stream, see <see cref="StatusStreamNames"/>; changes when the grain moves, and when it is renewed.</param>
[GenerateSerializer, Immutable, Alias("Footfall.WatchTicket")]
public sealed record StatusStreamId([property: Id(0)] Guid Stream);
