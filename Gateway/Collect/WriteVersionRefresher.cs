using Footfall.Background;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Sets the newest version of the queue's encoding that all silos can read, so that silos and gateways can be upgraded in any
/// order. While no silo runs, the version stays the same.
/// </summary>
internal sealed partial class WriteVersionRefresher(
    EntryVersions versions, EntryWriteVersion written, TimeProvider timeProvider, ILogger<WriteVersionRefresher> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _isKnown;

    /// <summary>Refreshes the version before the first event arrives.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await UpdateAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => UpdateAsync();

    private async Task UpdateAsync()
    {
        try
        {
            EntryVersionSupport readers = await versions.ReadAsync();
            byte common = readers.Running > 0 || _isKnown ? readers.Running : readers.Known;
            if (common > 0)
            {
                _isKnown = true;
                Set(Math.Clamp(common, EntryCodec.OldestWritten, EntryCodec.Version));
            }
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // Nothing is written without Redis.
        }
    }

    private void Set(byte version)
    {
        if (version != written.Value)
        {
            LogChanged(version, EntryCodec.Version);
            written.Value = version;
        }
    }

    [LoggerMessage(1031, LogLevel.Information, "Entries are written in version {Version} of the queue's encoding, which all silos read; this gateway supports version {Own}.")]
    private partial void LogChanged(byte version, byte own);
}
