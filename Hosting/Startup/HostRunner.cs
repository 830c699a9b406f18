using Footfall.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Startup;

/// <summary>Runs a host to its end, and turns a configuration fault into one line and an exit code.</summary>
public static class HostRunner
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";

    /// <param name="args">The command line.</param>
    /// <param name="host">The host.</param>
    /// <returns>The process's exit code: 0 after a clean stop, 1 when it could not do its work.</returns>
    public static Task<int> RunAsync(string[] args, HostDefinition host) => RunAsync(host, new HostSurroundings { Args = args });

    /// <inheritdoc cref="RunAsync(string[], HostDefinition)"/>
    /// <param name="host">The host.</param>
    /// <param name="surroundings">What the host gets from the process that it runs in.</param>
    internal static async Task<int> RunAsync(HostDefinition host, HostSurroundings surroundings)
    {
        using var shutdown = new ShutdownLimit(surroundings.Exit);
        try
        {
            WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = surroundings.Args,
                ContentRootPath = surroundings.ContentRoot,
                ApplicationName = host.Assembly,
            });
            surroundings.Logging?.Invoke(builder.Logging);
            builder.Configuration.AddSecretFiles();
            if (!IsToldWhere(builder.Configuration))
            {
                builder.WebHost.UseUrls(host.Address);
            }

            builder.Services.AddSingleton<StartupErrors>();
            builder.Services.AddSingleton(surroundings.Output);
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownLimit.OfServices);
            LogLimit.Add(builder.Services);
            FailFastServer.Add(builder.Services);
            host.Configure(builder);
            await using WebApplication app = builder.Build();
            host.Map(app);
            using CancellationTokenRegistration stop = surroundings.Stop.Register(app.Lifetime.StopApplication);
            return await RunAsync(app, shutdown).ConfigureAwait(false);
        }
        catch (Exception e) when (FindFault(e) is not null)
        {
            // The host's own logging may not exist yet, or no longer.
            using ILoggerFactory loggers = LoggerFactory.Create(surroundings.Logging ?? (logging => logging.AddSimpleConsole(console => console.SingleLine = true)));
            StartupErrors.LogFault(loggers.CreateLogger("Footfall"), FindFault(e)!);
            return 1;
        }
    }

    private static bool IsToldWhere(ConfigurationManager configuration) =>
        new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }.Any(key => configuration[key] is { Length: > 0 })
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static async Task<int> RunAsync(WebApplication app, ShutdownLimit shutdown)
    {
        StartupErrors startupErrors = app.Services.GetRequiredService<StartupErrors>();
        BackgroundService[] background = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        shutdown.Start(app, ExitCode);
        try
        {
            // Not RunAsync, which disposes the host before its exception gets here.
            await app.StartAsync().ConfigureAwait(false);
            await app.WaitForShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Startup did not complete, because something failed or the process was asked to stop; a gateway without a silo stays in
            // this state for long. Such a host stops nothing by itself: requests and background work would use disposed objects and
            // report that, as if it were the cause.
            using var limit = new CancellationTokenSource(StopLimit);
            await app.Services.GetRequiredService<IServer>().StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(background.Select(service => service.StopAsync(limit.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested || !IsCutShort(e))
            {
                throw;
            }
        }

        return ExitCode();

        // Background work that fails ends the host as if it had been asked to stop.
        int ExitCode() => startupErrors.HasAny || background.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }

    /// <summary>Returns the configuration fault, in one line; null for any other failure.</summary>
    private static string? FindFault(Exception e) => e switch
    {
        StartupException or OptionsValidationException => e.Message,

        // A value of the wrong type for its setting, such as a word for a number: the message names both.
        InvalidOperationException { Source: ConfigurationBinder } => e.Message,
        AggregateException several => several.InnerExceptions.Select(FindFault).FirstOrDefault(fault => fault is not null),
        _ => null,
    };

    /// <summary>Returns whether a stop cut the start short; Orleans then throws its last connection failure.</summary>
    private static bool IsCutShort(Exception e) =>
        e is OperationCanceledException or OrleansException || (e is AggregateException several && several.InnerExceptions.All(IsCutShort));
}
