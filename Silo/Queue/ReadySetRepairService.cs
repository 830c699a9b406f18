using Footfall.Background;
using Footfall.Redis;

namespace Footfall.Queue;

/// <summary>Checks a random partition every two minutes (see <see cref="ReadySetRepair"/>).</summary>
internal sealed partial class ReadySetRepairService(ReadySetRepair repair, TimeProvider timeProvider, ILogger<ReadySetRepairService> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        int partition = Random.Shared.Next(SitePartition.Count);
        try
        {
            long found = await repair.RunAsync(partition, cancellation);
            if (found > 0)
            {
                LogFound(found, partition);
            }
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            LogSkipped(partition, e.Message);
        }
    }

    [LoggerMessage(2051, LogLevel.Warning, "{Sites} sites of partition {Partition} had entries but were not ready; they are drained now.")]
    private partial void LogFound(long sites, int partition);

    [LoggerMessage(2052, LogLevel.Debug, "Partition {Partition} was not checked: {Reason} Another partition is checked in two minutes.")]
    private partial void LogSkipped(int partition, string reason);
}
