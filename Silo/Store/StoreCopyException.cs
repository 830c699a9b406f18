namespace Footfall.Store;

/// <summary>Thrown when other silos of the queue use another copy of this PostgreSQL, or did until a moment ago.</summary>
internal sealed class StoreCopyException(string message) : Exception(message);
