namespace Footfall.Monitoring;

/// <summary>A current fault of a host.</summary>
/// <param name="Text">The fault and its cause, in the words of the server that refused; a sentence without its full stop.</param>
/// <param name="Consequence">The consequences, in whole sentences.</param>
/// <param name="Lasting">Duration so far.</param>
/// <param name="IsError">Whether the host cannot work meanwhile.</param>
/// <param name="Check">The health check that reports it.</param>
[GenerateSerializer, Immutable, Alias("Footfall.HostFault")]
public sealed record HostFault(
    [property: Id(0)] string Text,
    [property: Id(1)] string Consequence,
    [property: Id(2)] TimeSpan Lasting,
    [property: Id(3)] bool IsError,
    [property: Id(4)] string Check);
