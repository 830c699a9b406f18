namespace Footfall.Dev.Servers;

/// <summary>How a private PostgreSQL is run.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Folder of its data, log and pid file. Default: a new temporary one, deleted with the server.</summary>
    public string? Directory { get; init; }

    /// <summary>Default: 0, a free one.</summary>
    public int Port { get; init; }

    /// <summary>Further settings, which win over the usual ones; <c>synchronous_commit</c> = <c>on</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>True for a server that outlives this process, and that a later one with the same folder takes over. Default: false.</summary>
    public bool Keep { get; init; }

    /// <summary>The longest wait for its first answer, recovery after a crash included. Default: 120 s.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(120);
}
