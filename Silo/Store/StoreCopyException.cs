namespace Footfall.Store;

/// <summary>Other silos of the queue work with another copy of this PostgreSQL, or did until a moment ago.</summary>
internal sealed class StoreCopyException(string message) : Exception(message);
