using System.IO.Hashing;

namespace Footfall.Drain;

/// <summary>
/// What is remembered of an event's id: its XXH128 (github.com/Cyan4973/xxHash, XXH3's 128-bit form, seed 0). It is
/// stored, so it stays the same for ever.
/// </summary>
/// <remarks>
/// No cryptographic hash is needed: whoever could make two ids collide can as well send the same id twice.
/// </remarks>
internal static class EventIdHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 16;

    public static UInt128 Of(ReadOnlySpan<byte> eventId) => XxHash128.HashToUInt128(eventId);
}
