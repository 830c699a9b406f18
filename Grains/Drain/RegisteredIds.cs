using System.Buffers.Binary;
using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>The event ids that one commit registered.</summary>
/// <param name="Checkpoint">The last entry of the commit; newer commits of a site have larger ones.</param>
/// <param name="Ids">Hash and entry time of each id.</param>
public sealed record RegisteredIds(EntryId Checkpoint, ImmutableArray<RegisteredId> Ids)
{
    private const int BytesPerId = EventIdHash.Size + sizeof(ulong);

    /// <summary>Encodes the ids as stored: hash and milliseconds of each, big-endian, in sequence.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Ids.Length * BytesPerId];
        Span<byte> rest = bytes;
        foreach (RegisteredId id in Ids)
        {
            BinaryPrimitives.WriteUInt128BigEndian(rest, id.Hash);
            BinaryPrimitives.WriteUInt64BigEndian(rest[EventIdHash.Size..], id.Ms);
            rest = rest[BytesPerId..];
        }

        return bytes;
    }

    /// <exception cref="FormatException">The bytes do not have the form that <see cref="ToBytes"/> writes.</exception>
    public static RegisteredIds FromBytes(EntryId checkpoint, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesPerId != 0)
        {
            throw new FormatException($"{bytes.Length} bytes of event ids are not a multiple of {BytesPerId}.");
        }

        ImmutableArray<RegisteredId>.Builder ids = ImmutableArray.CreateBuilder<RegisteredId>(bytes.Length / BytesPerId);
        for (; !bytes.IsEmpty; bytes = bytes[BytesPerId..])
        {
            ids.Add(new RegisteredId(
                BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[EventIdHash.Size..])));
        }

        return new RegisteredIds(checkpoint, ids.MoveToImmutable());
    }
}

/// <summary>An event id that was seen.</summary>
/// <param name="Hash">See <see cref="EventIdHash"/>.</param>
/// <param name="Ms">When its entry was added to the queue, by Redis' clock.</param>
public readonly record struct RegisteredId(UInt128 Hash, ulong Ms);
