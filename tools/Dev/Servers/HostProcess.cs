using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// One of the product's hosts as a process, run from the assembly that was built beside this one; a test's may share the process
/// of a <see cref="HostPool"/>. Not safe for concurrent use.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    /// <summary>More than the time in which a host finishes or gives up its work (20 s).</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly HostProcessOptions _options;
    private IHostRun _run;

    private HostProcess(HostProcessOptions options)
    {
        _options = options;
        _run = Launch();
    }

    public HostKind Kind => _options.Kind;

    public string Name => _options.Name;

    public Uri Address => _options.Address;

    /// <summary>The working copy whose build it runs from its next start on; null for this assembly's own.</summary>
    public string? Build { get; set; }

    public int Id => _run.Id;

    public bool HasExited => _run.HasExited;

    /// <summary>128 + signal for a host ended by a signal; null while it runs, and for an adopted one.</summary>
    public int? ExitCode => _run.ExitCode;

    /// <summary>Its output, over all of its restarts.</summary>
    public string Output => _run.Log.Text;

    /// <summary>True for a host that was already running and was adopted.</summary>
    public bool WasRunning => _run.WasRunning;

    /// <summary>Starts the host without waiting until it serves.</summary>
    /// <exception cref="ServerFaultException">The host has not been built.</exception>
    public static HostProcess Start(HostProcessOptions options) => new(options);

    /// <summary>Waits until a GET of the path returns 200.</summary>
    /// <param name="path">The path, such as <c>/health/ready</c>.</param>
    /// <exception cref="ServerFaultException">The host ended, or did not return 200 in time.</exception>
    public async Task WaitUntilAsync(string path, TimeSpan limit, CancellationToken cancellation = default)
    {
        var uri = new Uri(Address, path);
        string answer = HttpProbe.Nothing;
        bool reached = await Poll.UntilAsync(
            async token => _run.HasExited || (answer = await HttpProbe.AnswerAsync(uri, token)) == HttpProbe.Ok, limit, cancellation);
        if (_run.HasExited)
        {
            throw new ServerFaultException($"{Name} ended (exit code {ExitCode}). {_run.Log.Tail}");
        }

        if (!reached)
        {
            throw new ServerFaultException($"{Name} did not answer 200 at {uri} within {limit.TotalSeconds:0} s, but: {answer}. {_run.Log.Tail}");
        }
    }

    /// <summary>Waits until the host reports that it can do its work.</summary>
    /// <exception cref="ServerFaultException">As in <see cref="WaitUntilAsync"/>.</exception>
    public Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellation = default) =>
        WaitUntilAsync("/health/ready", limit, cancellation);

    /// <summary>Asks the host to end (SIGTERM); kills it (SIGKILL) when it has not within the limit.</summary>
    /// <param name="limit">The time limit. Default: 30 s, above the host's own.</param>
    /// <returns>True when it ended by itself; <see cref="ExitCode"/> is its exit code then.</returns>
    public Task<bool> StopAsync(TimeSpan? limit = null) => _run.StopAsync(limit ?? StopLimit);

    /// <summary>Kills the host at once (SIGKILL).</summary>
    /// <exception cref="NotSupportedException">The host shares its process with others.</exception>
    public Task KillAsync() => _run.KillAsync();

    /// <summary>Ends the host in the quickest way that leaves nothing running.</summary>
    public Task EndAsync() => _run.EndAsync();

    /// <summary>Restarts the host with the same settings and ports, ending it first if needed. Does not wait until it serves.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _run = Launch();
    }

    /// <summary>Freezes the host, whatever it is doing (SIGSTOP); its connections stay open.</summary>
    public void Freeze() => _run.Send(Signal.Stop);

    /// <summary>Resumes the host after <see cref="Freeze"/>.</summary>
    public void Thaw() => _run.Send(Signal.Continue);

    /// <summary>Ends the host. For a clean end call <see cref="StopAsync"/> first.</summary>
    public async ValueTask DisposeAsync() => await EndAsync();

    private IHostRun Launch()
    {
        if (_options.Pool is { } pool)
        {
            return pool.Start(_options);
        }

        string assembly = Repository.Assembly(Kind.ToString(), Build);
        return new OwnProcessRun(ChildProcess.Start(new ChildProcessOptions
        {
            Name = Name,
            Directory = _options.Directory,
            Program = Repository.DotNet,
            Arguments = [assembly],
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            Address = Address.GetLeftPart(UriPartial.Authority),
            Environment = _options.Environment,
            InheritEnvironment = _options.InheritEnvironment,
            Keep = _options.Keep,
        }));
    }
}
