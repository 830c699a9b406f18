namespace Footfall.Dev.Processes;

/// <summary>What to start, and where its files go.</summary>
internal sealed record ChildProcessOptions
{
    /// <summary>The part's name: <c>redis</c>, <c>silo-1</c>. Names its log and its pid file.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of <c>NAME.log</c> and <c>NAME.pid</c>.</summary>
    public required string Directory { get; init; }

    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>The address it serves, for the pid file. Never includes a password.</summary>
    public required string Address { get; init; }

    /// <summary>Set in the child's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>False to pass only <see cref="Environment"/> and what any program needs. Default: true.</summary>
    public bool InheritEnvironment { get; init; } = true;

    /// <summary>
    /// True for a process that outlives this one and is adopted by a later one with the same folder and name.
    /// False for one that ends with this process. Default: false.
    /// </summary>
    public bool Keep { get; init; }

    /// <summary>The signal that ends it at once. Default: SIGKILL.</summary>
    public Signal KillSignal { get; init; } = Signal.Kill;
}
