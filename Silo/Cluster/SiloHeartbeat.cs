using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>Says each second that this silo lives, from before it joins the cluster until it has been told to stop.</summary>
internal sealed class SiloHeartbeat(SiloHeartbeats heartbeats, ILocalSiloDetails self, TimeProvider timeProvider) : BackgroundService
{
    /// <summary>One small write a second and silo. A silo that says nothing for several of them is taken for dead when nothing listens at its address.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Silos that ended without a word are forgotten after that time.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private string Name => self.SiloAddress.ToString();

    /// <summary>Also the first time before the silo can be seen by others.</summary>
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await BeatAsync();
        }
    }

    private Task BeatAsync() => TryAsync(async () =>
    {
        string[] old = [.. (await heartbeats.BeatAsync(Name)).Where(silo => silo.Value > Kept).Select(silo => silo.Key)];
        if (old.Length > 0)
        {
            await heartbeats.RemoveAsync(old);
        }
    });

    /// <summary>While Redis is away nobody can read it either.</summary>
    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // The next one is in a second.
        }
    }
}
