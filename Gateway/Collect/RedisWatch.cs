using Footfall.Queue;
using Footfall.Startup;

namespace Footfall.Collect;

/// <summary>Checks Redis as soon as it answers; until then events are answered 503.</summary>
internal sealed class RedisWatch(RedisCheck check, StartupFaults faults) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await check.RunAsync(stoppingToken);
        }
        catch (StartupFaultException fault)
        {
            faults.Report(fault);
        }
    }
}
