namespace Footfall.Dev.Servers;

/// <summary>How a private PostgreSQL is run.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Folder of its data, log and pid file. Default: a new temporary one, deleted with the server.</summary>
    public string? Directory { get; init; }

    /// <summary>TCP port. Default: 0, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Further settings, which override the usual ones; <c>synchronous_commit</c> = <c>on</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>True for a server that outlives this process and is adopted by a later one with the same folder. Default: false.</summary>
    public bool Keep { get; init; }

    /// <summary>The longest wait for its first response, recovery after a crash included. Default: 120 s.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(120);
}
