namespace Footfall.Drain;

/// <summary>Thrown when a queue key in Redis has the wrong type because another program wrote it.</summary>
public sealed class QueueKeyException(string message, Exception inner) : Exception(message, inner);
