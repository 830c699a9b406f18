using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>A host in the process of a <see cref="HostPool"/>.</summary>
/// <param name="pool">The pool.</param>
/// <param name="id">The host's number in it, once it is started.</param>
/// <param name="log">The host's output.</param>
/// <param name="exit">Completes with the host's exit code; fails when the pool's process has ended.</param>
internal sealed class PooledRun(HostPool pool, Task<int> id, LogFile log, Task<int> exit) : IHostRun
{
    private const string Shared = "The host shares its process with others; start it in one of its own.";

    /// <summary>Enough for a host whose servers respond.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    public int Id => pool.Id;

    public bool HasExited => exit.IsCompleted;

    public int? ExitCode => exit.IsCompletedSuccessfully ? exit.Result : null;

    public LogFile Log => log;

    public bool WasRunning => false;

    public void Send(Signal signal) => throw new NotSupportedException(Shared);

    public async Task<bool> StopAsync(TimeSpan limit)
    {
        await pool.StopAsync(await id);
        await Task.WhenAny(exit, Task.Delay(limit));
        return HasExited;
    }

    public Task KillAsync() => throw new NotSupportedException(Shared);

    public Task EndAsync() => StopAsync(EndLimit);
}
