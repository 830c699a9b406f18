namespace Footfall.Drain;

/// <summary>Thrown when the queue did not answer; its content is unknown, but safe.</summary>
public sealed class QueueUnavailableException(string message, Exception inner) : Exception(message, inner);
