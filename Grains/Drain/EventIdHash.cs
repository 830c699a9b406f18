using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Footfall.Drain;

/// <summary>What is remembered of an event's id: the first 16 bytes of its SHA-256.</summary>
internal static class EventIdHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 16;

    public static UInt128 Of(ReadOnlySpan<byte> eventId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(eventId, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
