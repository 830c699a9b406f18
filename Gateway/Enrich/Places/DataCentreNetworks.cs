using System.Buffers.Binary;
using System.Net;

namespace Footfall.Enrich;

/// <summary>
/// The networks of data centres, in which programs run and people do not browse. Lookups allocate nothing. Empty unless a file names some.
/// </summary>
/// <remarks>Replaced by one refresher, and read by requests.</remarks>
internal sealed class DataCentreNetworks
{
    private volatile NetworkRange[] _ranges = [];

    public int Count => _ranges.Length;

    /// <summary>Uses other networks from now on.</summary>
    /// <param name="text">One network a line, <c>192.0.2.0/24</c> or <c>2001:db8::/32</c>, and its owner behind a tab; <c>#</c> begins a comment.</param>
    /// <exception cref="DataFileException">A line names no network.</exception>
    public void Use(DataFile text)
    {
        var ranges = new List<NetworkRange>();
        string[] lines = text.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].TrimEnd('\r').Split('\t');
            string network = cells[0].Trim();
            if (network.Length == 0 || network[0] == '#')
            {
                continue;
            }

            ranges.Add(IPNetwork.TryParse(network, out IPNetwork parsed)
                ? NetworkRange.Of(parsed, cells.Length > 1 && cells[1].Trim() is { Length: > 0 } name ? name : "unnamed")
                : throw text.Fault(i + 1, $"{network} is no network such as 192.0.2.0/24"));
        }

        ranges.Sort();
        UInt128 furthest = 0;
        foreach (NetworkRange range in ranges)
        {
            furthest = UInt128.Max(furthest, range.Last);
            range.Furthest = furthest;
        }

        _ranges = [.. ranges];
    }

    /// <summary>Returns the owner of the network that an address belongs to; null for none.</summary>
    public string? Find(IPAddress address)
    {
        NetworkRange[] ranges = _ranges;
        if (ranges.Length == 0)
        {
            return null;
        }

        UInt128 key = NetworkRange.KeyOf(address);
        int low = 0;
        int high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ranges[middle].First <= key ? (middle + 1, high) : (low, middle);
        }

        // Networks may contain others: one that begins earlier may still have the address.
        for (int i = low - 1; i >= 0; i--)
        {
            if (ranges[i].Last >= key)
            {
                return ranges[i].Name;
            }

            if (ranges[i].Furthest < key)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>A network as the first and last of its addresses.</summary>
    private sealed class NetworkRange : IComparable<NetworkRange>
    {
        public required UInt128 First { get; init; }

        public required UInt128 Last { get; init; }

        public required string Name { get; init; }

        /// <summary>The last address of this network and of all that begin before it; set once all are sorted.</summary>
        public UInt128 Furthest { get; set; }

        public static NetworkRange Of(IPNetwork network, string name)
        {
            bool isIPv4 = network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
            int free = (isIPv4 ? 32 : 128) - network.PrefixLength;
            UInt128 first = KeyOf(network.BaseAddress);
            return new NetworkRange { First = first, Last = free == 128 ? UInt128.MaxValue : first | ((UInt128.One << free) - 1), Name = name };
        }

        /// <summary>IPv4 addresses are those in IPv6 that stand for them.</summary>
        public static UInt128 KeyOf(IPAddress address)
        {
            Span<byte> bytes = stackalloc byte[16];
            address.TryWriteBytes(bytes, out int length);
            return length == 4 ? new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes)) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        public int CompareTo(NetworkRange? other) => First.CompareTo(other!.First);
    }
}
