using Footfall.Background;
using Footfall.Redis;

namespace Footfall.Cluster;

/// <summary>Sends a heartbeat each second, from before the silo joins the cluster until it is asked to stop.</summary>
internal sealed class SiloHeartbeat(SiloHeartbeats heartbeats, ILocalSiloDetails self, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    /// <summary>
    /// One small write per second and silo. A silo that misses several is considered dead if nothing listens at its address.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Heartbeats of silos that ended without leaving are removed after this time.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private string Name => self.SiloAddress.ToString();

    /// <summary>Sends the first heartbeat before other silos can see this one.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => heartbeats.RemoveAsync([Name]));
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => BeatAsync();

    private Task BeatAsync() => TryAsync(async () =>
    {
        string[] old = [.. (await heartbeats.BeatAsync(Name)).Where(silo => silo.Value > Kept).Select(silo => silo.Key)];
        if (old.Length > 0)
        {
            await heartbeats.RemoveAsync(old);
        }
    });

    /// <summary>Ignores failures: while Redis is unavailable no silo can read heartbeats either.</summary>
    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // The next heartbeat follows in a second.
        }
    }
}
