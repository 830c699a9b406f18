using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>One Sentinel, which monitors one master.</summary>
internal sealed class RedisSentinel : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ServerFolder _folder = ServerFolder.Open(null);
    private readonly ChildProcess _process;

    private RedisSentinel(string master, int masterPort, TimeSpan downAfter)
    {
        string settings = Path.Combine(_folder.Path, "sentinel.conf");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            port {Port}
            bind 127.0.0.1
            dir {_folder.Path}
            sentinel monitor {master} 127.0.0.1 {masterPort} {RedisSentinels.Quorum}
            sentinel down-after-milliseconds {master} {(int)downAfter.TotalMilliseconds}
            sentinel failover-timeout {master} 10000

            """));
        _process = ChildProcess.Start(new ChildProcessOptions
        {
            Name = "sentinel",
            Directory = _folder.Path,
            Program = "redis-sentinel",
            Arguments = [settings],
            WorkingDirectory = _folder.Path,
            Address = RedisServer.Address(Port),
        });
    }

    public int Port { get; } = FreePort.Take();

    /// <returns>A Sentinel that responds.</returns>
    /// <exception cref="ServerFaultException">redis-sentinel is not installed, or ended.</exception>
    public static async Task<RedisSentinel> StartAsync(string master, int masterPort, TimeSpan downAfter, CancellationToken cancellation)
    {
        var sentinel = new RedisSentinel(master, masterPort, downAfter);
        bool answers = await Poll.UntilAsync(
            async token => sentinel._process.HasExited || await RedisProbe.AnswersAsync("127.0.0.1", sentinel.Port, token), StartLimit, cancellation);
        if (!answers || sentinel._process.HasExited)
        {
            string tail = sentinel._process.Log.Tail;
            int? exitCode = sentinel._process.HasExited ? sentinel._process.ExitCode : null;
            await sentinel.DisposeAsync();
            throw new ServerFaultException(exitCode == 127
                ? "redis-sentinel is not installed; install it with: apt-get install redis-sentinel"
                : $"The Sentinel did not answer. {tail}");
        }

        return sentinel;
    }

    /// <summary>Freezes the Sentinel (SIGSTOP), or resumes it.</summary>
    public void Send(bool stop) => _process.Send(stop ? Signal.Stop : Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        await _process.KillAsync();
        _folder.DeleteIfTemporary();
    }
}
