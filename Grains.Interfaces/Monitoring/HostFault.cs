namespace Footfall.Monitoring;

/// <summary>What fails in a host now.</summary>
/// <param name="Text">What and why, in the words of the server that refused; a sentence without its full stop.</param>
/// <param name="Consequence">What follows, whole sentences.</param>
/// <param name="Lasting">For how long.</param>
/// <param name="IsError">Whether the host cannot do its work meanwhile.</param>
/// <param name="Check">The health check that reports it.</param>
[GenerateSerializer, Immutable, Alias("Footfall.HostFault")]
public sealed record HostFault(
    [property: Id(0)] string Text,
    [property: Id(1)] string Consequence,
    [property: Id(2)] TimeSpan Lasting,
    [property: Id(3)] bool IsError,
    [property: Id(4)] string Check);
