using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

/// <summary>
/// Ends a process that has not stopped within the limit: parts of it wait for servers that do not respond, and not all of
/// them can be cancelled (leaving the cluster's membership retries for two minutes).
/// </summary>
/// <param name="exit">Ends the process with an exit code.</param>
/// <remarks>No accepted event depends on how a host ends. Unfinished work is logged in one line.</remarks>
public sealed partial class ShutdownLimit(Action<int> exit) : IDisposable
{
    /// <summary>How long a host's parts may take to stop: above a drain, a commit and the hand-over of grains together.</summary>
    public static readonly TimeSpan OfServices = TimeSpan.FromSeconds(11);

    /// <summary>How long the whole shutdown may take from the signal on.</summary>
    private static readonly TimeSpan OfProcess = TimeSpan.FromSeconds(15);

    private readonly ManualResetEventSlim _ended = new();

    /// <summary>Marks the host as ended by itself, its disposal included.</summary>
    public void Dispose() => _ended.Set();

    /// <param name="app">The host.</param>
    /// <param name="exitCode">The exit code of the process.</param>
    internal void Start(WebApplication app, Func<int> exitCode)
    {
        ILoggerFactory loggers = app.Services.GetRequiredService<ILoggerFactory>();
        ILogger logger = loggers.CreateLogger("Footfall.Startup.ShutdownLimit");

        // A dedicated thread: a host that does not stop may have no other left.
        app.Lifetime.ApplicationStopping.Register(() =>
            new Thread(() => EndAfterLimit(app.Services, loggers, logger, exitCode)) { IsBackground = true, Name = "shutdown limit" }.Start());
    }

    private void EndAfterLimit(IServiceProvider services, ILoggerFactory loggers, ILogger logger, Func<int> exitCode)
    {
        if (_ended.Wait(OfProcess))
        {
            return;
        }

        LogCutShort(logger, OfProcess.TotalSeconds, DescribeUnfinished(services));

        // Flushes pending log lines.
        loggers.Dispose();
        exit(exitCode());
    }

    private static string DescribeUnfinished(IServiceProvider services)
    {
        try
        {
            string[] unfinished = [.. services.GetServices<IUnfinishedWork>().Select(work => work.Describe()).OfType<string>()];
            return unfinished.Length > 0 ? string.Join("; ", unfinished) : "closing connections";
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // Everything has stopped and is being disposed.
            return "closing connections";
        }
    }

    [LoggerMessage(4102, LogLevel.Warning, "Stopping took more than {Seconds:0} s and is cut short. Not finished: {Unfinished}. No accepted event is lost.")]
    private static partial void LogCutShort(ILogger logger, double seconds, string unfinished);
}
