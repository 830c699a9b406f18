namespace Footfall.Dev.Servers;

/// <summary>How one of the product's hosts is run.</summary>
public sealed record HostProcessOptions
{
    public required HostKind Kind { get; init; }

    /// <summary>The name of its log and pid file, unique in the folder: <c>silo-1</c>, <c>gateway</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of its log and pid file; must exist.</summary>
    public required string Directory { get; init; }

    /// <summary>The host's HTTP address, for health checks. The environment must set the same one.</summary>
    public required Uri Address { get; init; }

    /// <summary>Its settings.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>
    /// False to pass on only those variables of this process's environment that any program needs (PATH, HOME and the
    /// like). Default: true.
    /// </summary>
    public bool InheritEnvironment { get; init; } = true;

    /// <summary>The process that it shares with other hosts. Default: none, for a process of its own.</summary>
    public HostPool? Pool { get; init; }

    /// <summary>True for a host that outlives this process and is adopted by a later one with the same folder. Default: false.</summary>
    public bool Keep { get; init; }
}
