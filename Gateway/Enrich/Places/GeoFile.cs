using System.Net;
using System.Net.Sockets;
using MaxMind.Db;

namespace Footfall.Enrich;

/// <summary>
/// The contents of one <c>.mmdb</c> file, in memory of our own: whatever happens to the file, lookups go on. It is never disposed, because a
/// lookup may be running; whoever lets go of it has it collected.
/// </summary>
internal sealed class GeoFile
{
    /// <summary>Addresses whose answers show whether a file can be read at all: of Google, Cloudflare and Quad9.</summary>
    private static readonly IPAddress[] Samples = [.. new[] { "8.8.8.8", "1.1.1.1", "9.9.9.9", "2001:4860:4860::8888" }.Select(IPAddress.Parse)];

    private readonly Reader _reader;
    private readonly bool _isNested;

    private GeoFile(Reader reader)
    {
        _reader = reader;
        HasIPv6 = reader.Metadata.IPVersion == 6;
        _isNested = Samples.Where(CanAsk).Any(address => reader.Find<Dictionary<string, object>>(address)?.ContainsKey("country") == true);
    }

    /// <summary>Whether IPv6 addresses may be asked for: a file of IPv4 takes their first 32 bits for an IPv4 address.</summary>
    public bool HasIPv6 { get; }

    /// <summary>What the file says of itself, for the log.</summary>
    public string Description => $"{_reader.Metadata.DatabaseType} of {_reader.Metadata.BuildDate:yyyy-MM-dd}";

    /// <exception cref="InvalidDatabaseException">The bytes are no such file, or damaged.</exception>
    public static GeoFile Read(byte[] bytes)
    {
        try
        {
            var file = new GeoFile(new Reader(new MemoryStream(bytes)));
            return Samples.Where(file.CanAsk).Any(address => file.Find(address).Country is not null)
                ? file
                : throw new InvalidDatabaseException("it has no country for well-known addresses");
        }
        catch (Exception e) when (e is not InvalidDatabaseException)
        {
            // What damaged bytes make of the package's reader.
            throw new InvalidDatabaseException($"it cannot be read ({e.GetType().Name})");
        }
    }

    /// <param name="address">A public address, IPv4 not in IPv6.</param>
    /// <exception cref="Exception">The part of the file that is about the address is damaged.</exception>
    public Place Find(IPAddress address)
    {
        if (!CanAsk(address))
        {
            return default;
        }

        if (_isNested)
        {
            NestedRecord? nested = _reader.Find<NestedRecord>(address);
            return new Place(Code(nested?.Country?.Code), Text(nested?.Subdivisions is [{ } first, ..] ? first.Names?.English : null), Text(nested?.City?.Names?.English));
        }

        FlatRecord? flat = _reader.Find<FlatRecord>(address);
        return new Place(Code(flat?.Country), Text(flat?.Region), Text(flat?.City));
    }

    private bool CanAsk(IPAddress address) => HasIPv6 || address.AddressFamily == AddressFamily.InterNetwork;

    private static string? Code(string? text) => text is { Length: 2 } && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) ? text : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal) ? null : text.Length <= 200 ? text : text[..200];

    [method: Constructor]
    internal sealed class FlatRecord(
        [MapKey("country_code")] string? country = null, [MapKey("state1")] string? region = null, [MapKey("city")] string? city = null)
    {
        public string? Country { get; } = country;

        public string? Region { get; } = region;

        public string? City { get; } = city;
    }

    [method: Constructor]
    internal sealed class NestedRecord(
        [MapKey("country")] NestedCountry? country = null, [MapKey("subdivisions")] List<NestedName>? subdivisions = null, [MapKey("city")] NestedName? city = null)
    {
        public NestedCountry? Country { get; } = country;

        public List<NestedName>? Subdivisions { get; } = subdivisions;

        public NestedName? City { get; } = city;
    }

    [method: Constructor]
    internal sealed class NestedCountry([MapKey("iso_code")] string? code = null)
    {
        public string? Code { get; } = code;
    }

    [method: Constructor]
    internal sealed class NestedName([MapKey("names")] NestedNames? names = null)
    {
        public NestedNames? Names { get; } = names;
    }

    [method: Constructor]
    internal sealed class NestedNames([MapKey("en")] string? english = null)
    {
        public string? English { get; } = english;
    }
}
