using Footfall.Redis;
using Footfall.Startup;

namespace Footfall.Collect;

/// <summary>Checks Redis as soon as it responds; until then events get 503.</summary>
internal sealed class RedisStartupCheck(RedisCheck check, StartupErrors startupErrors) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await check.RunAsync(stoppingToken);
        }
        catch (StartupException fault)
        {
            startupErrors.Report(fault);
        }
    }
}
