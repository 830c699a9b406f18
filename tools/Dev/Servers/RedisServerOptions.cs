namespace Footfall.Dev.Servers;

/// <summary>How a private Redis is run.</summary>
public sealed record RedisServerOptions
{
    /// <summary>Folder of its data, log and pid file. Default: a new temporary one, deleted with the server.</summary>
    public string? Directory { get; init; }

    /// <summary>TCP port. Default: 0, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// When the append-only file is flushed to disk. Default: <c>everysec</c>, which loses up to a second in a power
    /// cut; <c>always</c> loses nothing and costs a disk write per response. A killed process loses nothing in either.
    /// </summary>
    public string AppendFsync { get; init; } = "everysec";

    /// <summary>Limit of its data, such as <c>64mb</c>. Default: none.</summary>
    public string? MaxMemory { get; init; }

    /// <summary>Further arguments of redis-server; they override the ones above.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>True for a server that outlives this process and is adopted by a later one with the same folder. Default: false.</summary>
    public bool Keep { get; init; }

    /// <summary>The longest wait for its first response, loading its data included. Default: 60 s.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);
}
