namespace Footfall.Torture.Faults;

/// <summary>A fault that was made; times since the start of the run.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Target">To whom.</param>
/// <param name="Start">When.</param>
/// <param name="End">When what it hit ran again.</param>
internal sealed record FaultRecord(FaultKind Kind, string Target, TimeSpan Start, TimeSpan End);
