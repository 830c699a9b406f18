namespace Footfall.Drain;

/// <summary>The store did not answer a question; nothing was changed by it.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
