namespace Footfall.Drain;

/// <summary>Thrown when the store did not answer a query; the query changed nothing.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
