using System.Diagnostics;

namespace Footfall.Dev.Processes;

/// <summary>
/// A server program in a session of its own, so that Ctrl-C on the terminal reaches only its starter. Its output goes
/// straight to a file: nothing breaks when the starter ends first.
/// </summary>
internal sealed class ChildProcess
{
    /// <summary>Every step is an exec, so that the process started here becomes the server and keeps its pid.</summary>
    private const string Launch = "exec \"$@\" </dev/null >>\"$0\" 2>&1";

    /// <summary>The variables passed to a child that does not inherit the environment.</summary>
    private static readonly string[] BasicVariables = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LANG", "TZ"];

    private readonly ChildProcessOptions _options;
    private readonly PidFile _pidFile;

    /// <summary>Null for an adopted process; only its parent learns an exit code.</summary>
    private readonly Process? _process;

    private ChildProcess(ChildProcessOptions options, PidFile pidFile, Process? process)
    {
        _options = options;
        _pidFile = pidFile;
        _process = process;
    }

    public string Name => _options.Name;

    public int Id => _pidFile.Process.Pid;

    public bool WasRunning => _process is null;

    public bool HasExited => _process?.HasExited ?? !_pidFile.Process.IsAlive;

    /// <summary>128 + signal for a process ended by a signal; null while it runs, and for an adopted one.</summary>
    public int? ExitCode => _process is { HasExited: true } ? _process.ExitCode : null;

    public LogFile Log => new(Path.Combine(_options.Directory, _options.Name + ".log"));

    /// <summary>Starts the program, or adopts the one already running if it is to be kept.</summary>
    public static ChildProcess Start(ChildProcessOptions options)
    {
        if (options.Keep && PidFile.Read(options.Directory, options.Name) is { IsAlive: true } running)
        {
            return new ChildProcess(options, running, process: null);
        }

        string log = Path.Combine(options.Directory, options.Name + ".log");
        if (options.Keep && File.Exists(log))
        {
            File.Move(log, log + ".old", overwrite: true);
        }

        // setsid forks when it leads a process group. A child of this runtime never does.
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Launch, log, options.Program, .. options.Arguments])
        {
            WorkingDirectory = options.WorkingDirectory,
            // With all three redirected the runtime leaves the terminal's settings alone.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!options.InheritEnvironment)
        {
            foreach (string name in start.Environment.Keys.Except(BasicVariables).ToArray())
            {
                start.Environment.Remove(name);
            }
        }

        foreach ((string name, string value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        process.StandardOutput.Close();
        process.StandardError.Close();
        var pidFile = new PidFile(options.Name, ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, 0), options.Address);
        pidFile.Write(options.Directory);
        var child = new ChildProcess(options, pidFile, process);
        if (!options.Keep)
        {
            OrphanGuard.Register(pidFile.Process, options.KillSignal);
        }

        return child;
    }

    public void Send(Signal signal)
    {
        if (!HasExited)
        {
            _pidFile.Process.Send(signal);
        }
    }

    /// <returns>True when the process ended within the limit.</returns>
    public Task<bool> WaitForExitAsync(TimeSpan limit) => Poll.UntilAsync(() => HasExited, limit);

    /// <summary>Ends the process by the signal, or by SIGKILL when it has not ended within the limit.</summary>
    /// <returns>True when the signal was enough.</returns>
    public async Task<bool> StopAsync(Signal signal, TimeSpan limit)
    {
        Send(signal);
        Send(Signal.Continue);
        bool obeyed = await WaitForExitAsync(limit);
        if (!obeyed)
        {
            Send(Signal.Kill);
            await WaitForExitAsync(TimeSpan.FromSeconds(10));
        }

        if (!_options.Keep)
        {
            OrphanGuard.Unregister(_pidFile.Process, _options.KillSignal);
        }

        _pidFile.Remove(_options.Directory);
        return obeyed;
    }

    /// <summary>Kills the process without cleanup, frozen or not.</summary>
    public Task KillAsync() => StopAsync(_options.KillSignal, TimeSpan.FromSeconds(10));
}
