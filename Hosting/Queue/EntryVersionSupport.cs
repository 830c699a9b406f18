namespace Footfall.Queue;

/// <summary>Which versions of the queue's encoding silos have said that they read.</summary>
/// <param name="Running">The highest that all silos of the last minute read; 0 when there were none.</param>
/// <param name="Known">The highest that all silos of the last day read; 0 when there were none.</param>
/// <param name="Newest">The highest that any of those reads; 0 when there were none.</param>
public readonly record struct EntryVersionSupport(byte Running, byte Known, byte Newest);
