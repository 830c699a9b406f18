using System.Net;

namespace Footfall.Enrich;

/// <summary>
/// Says where addresses are. Never throws, and allocates nothing for an address that was asked for shortly before. Without a file, every
/// address is nowhere.
/// </summary>
/// <remarks>The file is replaced by one refresher, and read by requests.</remarks>
internal sealed partial class GeoLookup(ILogger<GeoLookup> logger)
{
    /// <summary>A power of two: an address has one place among the remembered ones.</summary>
    private const int Remembered = 8192;

    private volatile State? _state;
    private int _failures;

    /// <summary>What the file in use says of itself; null for none.</summary>
    public string? Description => _state?.File.Description;

    /// <summary>Uses another file from now on; null for none.</summary>
    public void Use(GeoFile? file) => _state = file is null ? null : new State(file);

    public Place Find(IPAddress address)
    {
        if (_state is not { } state)
        {
            return default;
        }

        UInt128 key = KeyOf(address);
        ref FoundPlace? remembered = ref state.Found[(int)((uint)key.GetHashCode() % Remembered)];
        if (Volatile.Read(ref remembered) is { } found && found.Key == key)
        {
            return found.Place;
        }

        Place place = Ask(state.File, address);
        Volatile.Write(ref remembered, new FoundPlace(key, place));
        return place;
    }

    private Place Ask(GeoFile file, IPAddress address)
    {
        try
        {
            return PublicAddress.Of(address) is { } known ? file.Find(known) : default;
        }
        catch (Exception e)
        {
            // Whatever damaged bytes make of the package's reader: an event is worth more than its country.
            if (Interlocked.Increment(ref _failures) == 1)
            {
                LogDamaged(file.Description, e.GetType().Name);
            }

            return default;
        }
    }

    private static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        return new UInt128((ulong)length, 0) ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    private sealed record FoundPlace(UInt128 Key, Place Place);

    private sealed class State(GeoFile file)
    {
        public GeoFile File { get; } = file;

        public FoundPlace?[] Found { get; } = new FoundPlace?[Remembered];
    }

    [LoggerMessage(1200, LogLevel.Error, "The data of places ({Description}) is damaged in parts ({Failure}). Events from such addresses have no country; replace the file that Enrich:GeoDatabase names.")]
    private partial void LogDamaged(string description, string failure);
}
