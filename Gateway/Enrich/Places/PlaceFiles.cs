using Footfall.Background;
using MaxMind.Db;
using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>Reads the files of places and networks before the first event, and again when they are replaced.</summary>
internal sealed partial class PlaceFiles(
    GeoLookup places, DataCentreNetworks networks, IOptions<EnrichOptions> options, TimeProvider timeProvider, ILogger<PlaceFiles> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>The bundled file, as the build puts it beside the program.</summary>
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "geo", "country.mmdb");

    private FileState? _places;
    private FileState? _networks;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Refresh();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads what changed.</summary>
    internal void Refresh()
    {
        string? geo = options.Value.GeoDatabase ?? (File.Exists(Bundled) ? Bundled : null);
        Refresh(ref _places, geo, bytes =>
        {
            places.Use(GeoFile.Read(bytes));
            LogPlaces(places.Description!);
        });
        Refresh(ref _networks, options.Value.DataCentreNetworks, bytes =>
        {
            networks.Use(new DataFile(options.Value.DataCentreNetworks!, System.Text.Encoding.UTF8.GetString(bytes)));
            LogNetworks(networks.Count);
        });
    }

    protected override Task RunOnceAsync(CancellationToken cancellation)
    {
        Refresh();
        return Task.CompletedTask;
    }

    private void Refresh(ref FileState? known, string? path, Action<byte[]> use)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        try
        {
            var file = new FileInfo(path);
            FileState state = file.Exists ? new FileState(file.LastWriteTimeUtc, file.Length) : default;
            if (state == known)
            {
                return;
            }

            // Known from here on, so that a damaged file is read and logged once.
            known = state;
            use(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDatabaseException or DataFileException)
        {
            LogUnreadable(path, e.Message);
        }
    }

    private readonly record struct FileState(DateTime Changed, long Length);

    [LoggerMessage(1201, LogLevel.Information, "Countries are from {Description}.")]
    private partial void LogPlaces(string description);

    [LoggerMessage(1202, LogLevel.Information, "{Count} networks of data centres are known.")]
    private partial void LogNetworks(int count);

    [LoggerMessage(1203, LogLevel.Error, "The file {Path} cannot be used: {Reason}. What was read before stays in use; the file is read again when it changes.")]
    private partial void LogUnreadable(string path, string reason);
}
