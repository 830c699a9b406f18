using System.Net;
using MaxMind.Db;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Enrich;

/// <summary>Countries of addresses by the bundled file. Those of well-known addresses were looked up in the registries.</summary>
public sealed class GeoLookupTests
{
    private static readonly byte[] Bundled = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "geo", "country.mmdb"));

    private readonly GeoLookup _places = new(NullLogger<GeoLookup>.Instance);

    public GeoLookupTests() => _places.Use(GeoFile.Read(Bundled));

    [Theory]
    [InlineData("8.8.8.8", "US")] // Google's resolver
    [InlineData("4.2.2.2", "US")] // Level 3
    [InlineData("17.253.144.10", "US")] // Apple
    [InlineData("18.0.0.1", "US")]
    [InlineData("128.30.2.155", "US")] // MIT
    [InlineData("192.30.255.112", "US")] // GitHub
    [InlineData("193.0.6.139", "NL")] // RIPE
    [InlineData("130.89.148.14", "NL")] // University of Twente
    [InlineData("145.97.39.155", "NL")] // SURF
    [InlineData("129.69.1.1", "DE")] // University of Stuttgart
    [InlineData("131.188.12.211", "DE")] // University of Erlangen
    [InlineData("80.237.128.1", "DE")] // Host Europe
    [InlineData("217.160.0.1", "DE")] // IONOS
    [InlineData("131.130.1.11", "AT")] // University of Vienna
    [InlineData("129.132.1.1", "CH")] // ETH Zürich
    [InlineData("130.60.184.132", "CH")] // University of Zürich
    [InlineData("129.199.1.1", "FR")] // ENS Paris
    [InlineData("212.27.40.240", "FR")] // Free
    [InlineData("131.111.8.46", "GB")] // Cambridge
    [InlineData("129.67.242.154", "GB")] // Oxford
    [InlineData("212.58.244.70", "GB")] // BBC
    [InlineData("130.237.28.40", "SE")] // Stockholm
    [InlineData("129.240.8.200", "NO")] // Oslo
    [InlineData("130.225.96.108", "DK")]
    [InlineData("128.214.205.13", "FI")] // Helsinki
    [InlineData("147.32.1.1", "CZ")] // Czech Technical University
    [InlineData("158.75.1.1", "PL")]
    [InlineData("150.214.1.1", "ES")]
    [InlineData("131.114.1.1", "IT")] // Pisa
    [InlineData("147.102.1.1", "GR")] // Athens
    [InlineData("133.11.0.1", "JP")] // University of Tokyo
    [InlineData("202.12.27.33", "JP")] // WIDE
    [InlineData("166.111.4.100", "CN")] // Tsinghua
    [InlineData("147.46.10.1", "KR")] // Seoul National University
    [InlineData("140.112.8.116", "TW")]
    [InlineData("128.250.1.1", "AU")] // Melbourne
    [InlineData("130.216.1.2", "NZ")] // Auckland
    [InlineData("143.107.1.1", "BR")] // São Paulo
    [InlineData("137.158.1.1", "ZA")] // Cape Town
    [InlineData("132.205.7.51", "CA")] // Concordia
    [InlineData("2001:4860:4860::8888", "US")]
    [InlineData("2001:610:240:22::c100:68b", "NL")]
    [InlineData("2001:638:a000:4140::1", "DE")]
    [InlineData("2001:630:212:8::e:f00d", "GB")] // Jisc
    public void Country_IsThatOfTheRegistry(string address, string country) => Assert.Equal(new Place(country, null, null), _places.Find(IPAddress.Parse(address)));

    [Fact]
    public void AnIPv4AddressInIPv6_IsTheIPv4Address() => Assert.Equal("US", _places.Find(IPAddress.Parse("::ffff:8.8.8.8")).Country);

    /// <summary>The bundled file says AU for some of them.</summary>
    [Theory]
    [InlineData("192.168.1.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:192.168.1.1")]
    public void AnAddressThatIsNotPublic_IsNowhere(string address) => Assert.Equal(default, _places.Find(IPAddress.Parse(address)));

    [Fact]
    public void WithoutAFile_EveryAddressIsNowhere()
    {
        _places.Use(null);

        Assert.Equal(default, _places.Find(IPAddress.Parse("8.8.8.8")));
        Assert.Null(_places.Description);
    }

    [Fact]
    public void AnAddressThatWasAskedForBefore_CostsNoMemory()
    {
        IPAddress address = IPAddress.Parse("8.8.8.8");
        _places.Find(address);
        long before = GC.GetAllocatedBytesForCurrentThread();

        _places.Find(address);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(7_000_000)]
    public void AFileThatIsCutShort_IsRefused(int length) => Assert.Throws<InvalidDatabaseException>(() => GeoFile.Read(Bundled[..length]));

    [Fact]
    public void APageInsteadOfAFile_IsRefused() => Assert.Throws<InvalidDatabaseException>(() => GeoFile.Read("<!doctype html><title>Not found</title>"u8.ToArray()));

    /// <summary>A file may be damaged in places that no sample reaches: some addresses are nowhere then, and nothing is thrown.</summary>
    [Fact]
    public void DamagedParts_CostTheCountryOnly()
    {
        byte[] damaged = [.. Bundled];
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            damaged[random.Next(100_000, damaged.Length - 100_000)] ^= (byte)random.Next(1, 256);
        }

        try
        {
            _places.Use(GeoFile.Read(damaged));
        }
        catch (InvalidDatabaseException)
        {
            return;
        }

        byte[] address = new byte[4];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(address);
            _places.Find(new IPAddress(address));
        }
    }

    [Fact]
    public async Task AFileThatIsReplacedUnderLookups_DisturbsNone()
    {
        using var end = new CancellationTokenSource();
        IPAddress[] addresses = [.. Enumerable.Range(1, 200).Select(i => new IPAddress([(byte)i, 8, 8, 8]))];
        Task[] lookups = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                foreach (IPAddress address in addresses)
                {
                    _places.Find(address);
                }
            }
        }))];
        for (int i = 0; i < 20; i++)
        {
            _places.Use(GeoFile.Read(Bundled));
        }

        await end.CancelAsync();
        await Task.WhenAll(lookups);
        Assert.Equal("US", _places.Find(IPAddress.Parse("8.8.8.8")).Country);
    }
}
