namespace Footfall.Drain;

/// <summary>An event id that was seen.</summary>
/// <param name="Hash">See <see cref="EventIdHash"/>.</param>
/// <param name="Ms">When its entry was put into the queue, by Redis's clock.</param>
public readonly record struct RegisteredId(UInt128 Hash, ulong Ms);
