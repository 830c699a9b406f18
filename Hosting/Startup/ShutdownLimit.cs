using Footfall.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

/// <summary>
/// Ends a process that was told to stop and has not within the limit: parts of it wait for servers that do not answer,
/// and not all of them can be told to give up (leaving the cluster's membership tries for two minutes).
/// </summary>
/// <remarks>Nothing accepted depends on how a host ends. What had no time to finish is said in one line.</remarks>
public sealed partial class ShutdownLimit : IDisposable
{
    /// <summary>How long the parts of a host may take to stop. Above what a drain, a commit and the handing over of grains take together.</summary>
    public static readonly TimeSpan OfServices = TimeSpan.FromSeconds(11);

    /// <summary>How long all of it may take, from the signal on.</summary>
    private static readonly TimeSpan OfProcess = TimeSpan.FromSeconds(15);

    private readonly ManualResetEventSlim _ended = new();

    /// <summary>The host has ended by itself, its disposal included.</summary>
    public void Dispose() => _ended.Set();

    /// <param name="app">The host.</param>
    /// <param name="exitCode">What the process is to end with.</param>
    internal void Start(WebApplication app, Func<int> exitCode)
    {
        ILoggerFactory loggers = app.Services.GetRequiredService<ILoggerFactory>();
        ILogger logger = loggers.CreateLogger("Footfall.Startup.ShutdownLimit");

        // A thread of its own: a host that does not stop may have no other left.
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

        // Writes what waits to be printed.
        loggers.Dispose();
        Environment.Exit(exitCode());
    }

    private static string DescribeUnfinished(IServiceProvider services)
    {
        try
        {
            string[] unfinished =
            [
                .. services.GetServices<IUnfinishedWork>().Select(work => work.Describe()).OfType<string>(),
                .. services.GetRequiredService<OngoingFaults>().Current.Select(fault => fault.Text),
            ];
            return unfinished.Length > 0 ? string.Join("; ", unfinished) : "closing connections";
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // Everything has stopped, and is being disposed of.
            return "closing connections";
        }
    }

    [LoggerMessage(4102, LogLevel.Warning, "Stopping took more than {Seconds:0} s and is cut short. Not finished: {Unfinished}. No accepted event is lost by it.")]
    private static partial void LogCutShort(ILogger logger, double seconds, string unfinished);
}
