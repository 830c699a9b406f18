namespace Footfall.Drain;

/// <summary>A queue key in Redis holds something else than it should; another program wrote it.</summary>
public sealed class QueueKeyException(string message, Exception inner) : Exception(message, inner);
