namespace Footfall.Drain;

/// <summary>The queue did not answer; what it holds is unknown, and safe.</summary>
public sealed class QueueUnavailableException(string message, Exception inner) : Exception(message, inner);
