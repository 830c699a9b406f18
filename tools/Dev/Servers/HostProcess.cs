using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// One of the product's hosts as a process, from the assembly that was built beside this one. Not for use by several
/// threads at once.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    /// <summary>Above the time in which a host says it has finished or given up its work (20 s).</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly HostProcessOptions _options;
    private ChildProcess _process;

    private HostProcess(HostProcessOptions options)
    {
        _options = options;
        _process = Launch();
    }

    public HostKind Kind => _options.Kind;

    public string Name => _options.Name;

    public Uri Address => _options.Address;

    /// <summary>The working copy whose build it runs from its next start on; null for the one that this assembly is of.</summary>
    public string? Build { get; set; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>128 + signal for a host that a signal ended; null while it runs, and for one that was taken over.</summary>
    public int? ExitCode => _process.ExitCode;

    /// <summary>What it has printed, over all of its restarts.</summary>
    public string Output => _process.Log.Text;

    /// <summary>True for a host that ran before and was taken over.</summary>
    public bool WasRunning => _process.WasRunning;

    /// <summary>Starts the host, and does not wait until it serves.</summary>
    /// <exception cref="ServerFaultException">It has not been built.</exception>
    public static HostProcess Start(HostProcessOptions options) => new(options);

    /// <summary>Waits until a GET of the path is answered with 200.</summary>
    /// <param name="path">Such as <c>/health/ready</c>.</param>
    /// <exception cref="ServerFaultException">The host ended, or has given no such answer in time.</exception>
    public async Task WaitUntilAsync(string path, TimeSpan limit, CancellationToken cancellation = default)
    {
        var uri = new Uri(Address, path);
        string answer = HttpProbe.Nothing;
        bool reached = await Poll.UntilAsync(
            async token => _process.HasExited || (answer = await HttpProbe.AnswerAsync(uri, token)) == HttpProbe.Ok, limit, cancellation);
        if (_process.HasExited)
        {
            throw new ServerFaultException($"{Name} ended (exit code {ExitCode}). {_process.Log.Tail}");
        }

        if (!reached)
        {
            throw new ServerFaultException($"{Name} did not answer 200 at {uri} within {limit.TotalSeconds:0} s, but: {answer}. {_process.Log.Tail}");
        }
    }

    /// <summary>Waits until the host says that it can do its work.</summary>
    /// <exception cref="ServerFaultException">As in <see cref="WaitUntilAsync"/>.</exception>
    public Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellation = default) =>
        WaitUntilAsync("/health/ready", limit, cancellation);

    /// <summary>Asks it to end (SIGTERM); ends it (SIGKILL) when it has not within the limit.</summary>
    /// <param name="limit">Default: 30 s, above the host's own limit.</param>
    /// <returns>True when it ended by itself; <see cref="ExitCode"/> then tells how.</returns>
    public Task<bool> StopAsync(TimeSpan? limit = null) => _process.StopAsync(Signal.Terminate, limit ?? StopLimit);

    /// <summary>Ends it at once (SIGKILL).</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts it again with the same settings and ports; asks it to end before, if it runs. Does not wait until it serves.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _process = Launch();
    }

    /// <summary>Halts it in the middle of whatever it does (SIGSTOP); its connections stay open.</summary>
    public void Freeze() => _process.Send(Signal.Stop);

    /// <summary>Lets it go on after <see cref="Freeze"/>.</summary>
    public void Thaw() => _process.Send(Signal.Continue);

    /// <summary>Ends it at once. For a clean end call <see cref="StopAsync"/> before.</summary>
    public async ValueTask DisposeAsync() => await KillAsync();

    private ChildProcess Launch()
    {
        string assembly = Repository.Assembly(Kind.ToString(), Build);
        return ChildProcess.Start(new ChildProcessOptions
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
        });
    }
}
