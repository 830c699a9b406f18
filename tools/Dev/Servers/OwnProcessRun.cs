using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>A host in a process of its own, as in production.</summary>
internal sealed class OwnProcessRun(ChildProcess process) : IHostRun
{
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int? ExitCode => process.ExitCode;

    public LogFile Log => process.Log;

    public bool WasRunning => process.WasRunning;

    public void Send(Signal signal) => process.Send(signal);

    public Task<bool> StopAsync(TimeSpan limit) => process.StopAsync(Signal.Terminate, limit);

    public Task KillAsync() => process.KillAsync();

    public Task EndAsync() => process.KillAsync();
}
