using System.IO.Hashing;

namespace Footfall.Drain;

/// <summary>
/// Computes the stored hash of an event's id: its XXH128 (github.com/Cyan4973/xxHash, XXH3's 128-bit form, seed 0). It is
/// stored, so it must never change.
/// </summary>
/// <remarks>
/// No cryptographic hash is needed: a sender that could make two ids collide can as well send the same id twice.
/// </remarks>
internal static class EventIdHash
{
    /// <summary>Size of a hash in bytes.</summary>
    public const int Size = 16;

    public static UInt128 Of(ReadOnlySpan<byte> eventId) => XxHash128.HashToUInt128(eventId);
}
