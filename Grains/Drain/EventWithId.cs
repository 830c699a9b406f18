namespace Footfall.Drain;

/// <summary>An event of a chunk with an event id from its sender.</summary>
/// <param name="Entry">Index of its entry among the chunk's readable ones.</param>
/// <param name="Index">The event's index in the entry, from 0.</param>
/// <param name="Id">The id's hash, and the entry's time.</param>
internal readonly record struct EventWithId(int Entry, int Index, RegisteredId Id);
