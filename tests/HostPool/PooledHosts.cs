using System.Collections.Concurrent;
using Footfall.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.HostPool;

/// <summary>The hosts of this process, by the number that each got at its start.</summary>
internal sealed class PooledHosts
{
    /// <summary>Prefixes that ASP.NET Core removes from the names of variables.</summary>
    private static readonly string[] Prefixes = ["ASPNETCORE_", "DOTNET_"];

    private readonly ConcurrentDictionary<int, PooledHost> _hosts = new();
    private int _last;

    /// <returns>The host's number.</returns>
    public int Start(HostOrder order)
    {
        int id = Interlocked.Increment(ref _last);
        var stop = new CancellationTokenSource();
        _hosts[id] = new PooledHost(stop, Task.Run(() => RunAsync(order, stop.Token)));
        return id;
    }

    /// <returns>The exit code that a process of its own would have had.</returns>
    public Task<int> ExitAsync(int id) => _hosts[id].Exit;

    public void Stop(int id) => _hosts[id].Stop.Cancel();

    private static async Task<int> RunAsync(HostOrder order, CancellationToken stop)
    {
        using var log = new LogWriter(order.Log);
        try
        {
            return await HostRunner.RunAsync(order.Kind == "Silo" ? SiloHost.Definition : GatewayHost.Definition, new HostSurroundings
            {
                Args = [.. order.Settings.Select(setting => $"--{KeyOf(setting.Key)}={setting.Value}")],
                ContentRoot = order.ContentRoot,
                Logging = logging => LogTo(logging, log),
                Output = log,
                Exit = _ => log.Write("A process of its own would have been ended here.\n"),
                Stop = stop,
            });
        }
        catch (Exception e)
        {
            // As the runtime reports what ends a process.
            log.Write($"Unhandled exception. {e}\n");
            return 134;
        }
    }

    private static void LogTo(ILoggingBuilder logging, LogWriter log)
    {
        // Keeps the console's formatter, whose options are the product's.
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.ClearProviders();
        logging.Services.AddSingleton<ILoggerProvider>(provider => ActivatorUtilities.CreateInstance<LogWriterProvider>(provider, log));
    }

    /// <summary>Returns the configuration key of a variable.</summary>
    private static string KeyOf(string variable)
    {
        string? prefix = Prefixes.FirstOrDefault(prefix => variable.StartsWith(prefix, StringComparison.Ordinal));
        return variable[(prefix?.Length ?? 0)..].Replace("__", ":", StringComparison.Ordinal);
    }

    private sealed record PooledHost(CancellationTokenSource Stop, Task<int> Exit);
}
