using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A private Redis on the loopback address with the persistence that Footfall requires: append-only file on, no
/// snapshots, no eviction. Not safe for concurrent use.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    internal const string Name = "redis";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly RedisServerOptions _options;
    private readonly ServerFolder _folder;
    private ChildProcess _process;

    private RedisServer(RedisServerOptions options, ServerFolder folder)
    {
        _options = options;
        _folder = folder;
        _process = Launch();
    }

    public int Port => _options.Port;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string ConnectionString => Address(Port);

    public int Id => _process.Id;

    /// <summary>Its output.</summary>
    public string Output => _process.Log.Text;

    /// <summary>True for a server that was already running and was adopted.</summary>
    public bool WasRunning => _process.WasRunning;

    /// <returns>The server, which responds.</returns>
    /// <exception cref="ServerFaultException">redis-server is not installed, ended, or did not respond in time.</exception>
    public static async Task<RedisServer> StartAsync(RedisServerOptions options, CancellationToken cancellation = default)
    {
        ServerFolder folder = ServerFolder.Open(options.Directory);
        var server = new RedisServer(options with { Port = options.Port > 0 ? options.Port : FreePort.Take() }, folder);
        try
        {
            await server.WaitUntilReadyAsync(cancellation);
            return server;
        }
        catch
        {
            if (!server.WasRunning)
            {
                await server.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Asks the server to end (SIGTERM), which flushes its data to disk, and waits.</summary>
    public Task StopAsync() => _process.StopAsync(Signal.Terminate, StopLimit);

    /// <summary>Kills the server at once (SIGKILL).</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Restarts the server on the same data and port; stops it first, if it is running.</summary>
    /// <exception cref="ServerFaultException">As in <see cref="StartAsync"/>.</exception>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await StopAsync();
        _process = Launch();
        await WaitUntilReadyAsync(cancellation);
    }

    /// <summary>Freezes the server, whatever it is doing (SIGSTOP): it does not respond, but its connections stay open.</summary>
    public void Freeze() => _process.Send(Signal.Stop);

    /// <summary>Resumes the server after <see cref="Freeze"/>.</summary>
    public void Thaw() => _process.Send(Signal.Continue);

    /// <summary>Stops the server; deletes its folder if it was not given.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_folder.IsTemporary ? KillAsync() : StopAsync());
        _folder.DeleteIfTemporary();
    }

    internal static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private ChildProcess Launch()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder.Path, Name)).FullName;
        return ChildProcess.Start(new ChildProcessOptions
        {
            Name = Name,
            Directory = _folder.Path,
            Program = "redis-server",
            Arguments =
            [
                "--port", _options.Port.ToString(CultureInfo.InvariantCulture),
                "--bind", "127.0.0.1",
                "--dir", data,
                // The append-only file keeps the queue. Snapshots would only add forks and copied pages.
                "--appendonly", "yes",
                "--appendfsync", _options.AppendFsync,
                "--save", "",
                // Eviction would drop queued events when memory is short; Footfall refuses to start with it.
                "--maxmemory-policy", "noeviction",
                "--maxmemory", _options.MaxMemory ?? "0",
                .. _options.ExtraArguments,
            ],
            WorkingDirectory = data,
            Address = ConnectionString,
            Keep = _options.Keep,
        });
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        bool ready = await Poll.UntilAsync(
            async token => _process.HasExited || await RedisProbe.AnswersAsync("127.0.0.1", Port, token), _options.StartLimit, cancellation);
        if (_process.HasExited)
        {
            throw new ServerFaultException(_process.ExitCode == 127
                ? "redis-server is not installed; install it with: apt-get install redis-server"
                : $"Redis ended while it started (exit code {_process.ExitCode}). {_process.Log.Tail}");
        }

        if (!ready)
        {
            throw new ServerFaultException($"Redis did not answer at {ConnectionString} within {_options.StartLimit.TotalSeconds:0} s. {_process.Log.Tail}");
        }
    }
}
