using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Enrich;

public sealed class PlaceFilesTests : IDisposable
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "geo", "country.mmdb");

    private readonly string _folder = Directory.CreateTempSubdirectory("footfall-places-").FullName;
    private readonly GeoLookup _places = new(NullLogger<GeoLookup>.Instance);
    private readonly DataCentreNetworks _networks = new();
    private readonly LogLines<PlaceFiles> _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WithoutSettings_TheBundledFileIsUsed()
    {
        using PlaceFiles files = Files(null, null);

        files.Refresh();

        Assert.Equal("US", _places.Find(IPAddress.Parse("8.8.8.8")).Country);
    }

    [Fact]
    public void WithAnEmptySetting_NoneIsUsed()
    {
        using PlaceFiles files = Files("", null);

        files.Refresh();

        Assert.Null(_places.Description);
    }

    [Fact]
    public void ADamagedFile_LeavesTheFormer_AndIsLoggedOnce_AndAGoodOneIsUsedAgain()
    {
        string path = Path.Combine(_folder, "own.mmdb");
        File.Copy(Bundled, path);
        using PlaceFiles files = Files(path, null);
        files.Refresh();

        File.WriteAllText(path, "<html>");
        files.Refresh();
        files.Refresh();

        Assert.Equal("US", _places.Find(IPAddress.Parse("8.8.8.8")).Country);
        Assert.Single(_log.All, line => line.Contains("cannot be used", StringComparison.Ordinal));

        File.Delete(path);
        files.Refresh();
        Assert.Equal("US", _places.Find(IPAddress.Parse("8.8.8.8")).Country);
        File.Copy(Bundled, path);
        files.Refresh();
        Assert.Equal(2, _log.All.Count(line => line.Contains("Countries are from", StringComparison.Ordinal)));
    }

    [Fact]
    public void Networks_AreReadAgainWhenTheirFileChanges()
    {
        string path = Path.Combine(_folder, "networks.tsv");
        File.WriteAllText(path, "192.0.2.0/24\tOne\n");
        using PlaceFiles files = Files("", path);
        files.Refresh();
        Assert.Equal("One", _networks.Find(IPAddress.Parse("192.0.2.1")));

        File.WriteAllText(path, "192.0.2.0/24\tOther owner\n");
        files.Refresh();

        Assert.Equal("Other owner", _networks.Find(IPAddress.Parse("192.0.2.1")));
    }

    [Theory]
    [InlineData("/nowhere/x.mmdb", null, "Enrich:GeoDatabase is /nowhere/x.mmdb; there is no such file.")]
    [InlineData("", "/nowhere/x.tsv", "Enrich:DataCentreNetworks is /nowhere/x.tsv; there is no such file.")]
    public void AFileThatIsNotThere_StopsTheStart(string? geo, string? networks, string fault) => Assert.Equal(
        fault, new EnrichOptionsValidator().Validate(null, new EnrichOptions { GeoDatabase = geo, DataCentreNetworks = networks }).FailureMessage);

    private PlaceFiles Files(string? geo, string? networks) => new(
        _places, _networks, Options.Create(new EnrichOptions { GeoDatabase = geo, DataCentreNetworks = networks }), new FakeTimeProvider(), _log);
}
