using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Startup;

/// <summary>Runs a host to its end, and turns a fault in its setting-up into one line and an exit code.</summary>
public static class HostRunner
{
    /// <param name="args">The command line.</param>
    /// <param name="configure">Registers what the host is made of.</param>
    /// <param name="map">Maps its endpoints.</param>
    /// <returns>The process's exit code: 0 after a clean stop, 1 when it could not do its work.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> configure, Action<WebApplication> map)
    {
        try
        {
            // Settings files lie beside the program, wherever it is started from.
            WebApplicationBuilder builder = WebApplication.CreateBuilder(
                new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            builder.Services.AddSingleton<StartupFaults>();
            configure(builder);
            await using WebApplication app = builder.Build();
            map(app);
            StartupFaults faults = app.Services.GetRequiredService<StartupFaults>();
            CancellationToken stopping = app.Lifetime.ApplicationStopping;
            try
            {
                await app.RunAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Told to stop before everything had started; a gateway without a silo is in that state for long.
            }

            return faults.HasAny ? 1 : 0;
        }
        catch (Exception e) when (e is StartupFaultException or OptionsValidationException)
        {
            // The host's own logging may not have come to be, or is gone already.
            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
            StartupFaults.LogFault(loggers.CreateLogger("Footfall"), e.Message);
            return 1;
        }
    }
}
