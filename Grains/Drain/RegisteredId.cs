namespace Footfall.Drain;

/// <summary>An event id that was seen.</summary>
/// <param name="Hash">See <see cref="EventIdHash"/>.</param>
/// <param name="Ms">When its entry was added to the queue, by Redis' clock.</param>
public readonly record struct RegisteredId(UInt128 Hash, ulong Ms);
