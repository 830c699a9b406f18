namespace Footfall.Torture.Faults;

/// <summary>An injected fault, with times since the start of the run.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Target">The target.</param>
/// <param name="Start">The start of the fault.</param>
/// <param name="End">The time when its target ran again.</param>
internal sealed record FaultRecord(FaultKind Kind, string Target, TimeSpan Start, TimeSpan End);
