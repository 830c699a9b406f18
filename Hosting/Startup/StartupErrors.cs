using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

/// <summary>Where work that runs beside the start reports that the process cannot do its job.</summary>
public sealed partial class StartupErrors(IHostApplicationLifetime lifetime, ILogger<StartupErrors> logger)
{
    public bool HasAny { get; private set; }

    /// <summary>Logs the fault and stops the process; its exit code will be 1.</summary>
    public void Report(StartupException fault)
    {
        HasAny = true;
        LogFault(logger, fault.Message);
        lifetime.StopApplication();
    }

    [LoggerMessage(4101, LogLevel.Critical, "Cannot run: {Fault}")]
    internal static partial void LogFault(ILogger logger, string fault);
}
