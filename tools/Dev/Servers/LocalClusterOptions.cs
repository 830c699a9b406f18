namespace Footfall.Dev.Servers;

/// <summary>The composition of a stack.</summary>
public sealed record LocalClusterOptions
{
    internal const string DefaultDatabase = "footfall";

    /// <summary>Folder of all data, logs and pid files. Default: a new temporary one, deleted with the stack.</summary>
    public string? Directory { get; init; }

    /// <summary>Number of silos at the start. Default: 1.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Numbers of the silos at the start. Default: none, for those from 1 to <see cref="Silos"/>.</summary>
    public IReadOnlyList<int>? SiloNumbers { get; init; }

    /// <summary>Number of gateways at the start. Default: 1.</summary>
    public int Gateways { get; init; } = 1;

    /// <summary>Port of the first gateway. Default: 0, for a free one.</summary>
    public int GatewayPort { get; init; }

    /// <summary>A Redis to use, in any form that the hosts accept. Default: none, so that a private one is started.</summary>
    public string? RedisConnection { get; init; }

    /// <summary>A PostgreSQL database to use, in any form that the hosts accept. Default: none, to start a private server.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>How the private Redis is run. The stack sets folder, port and <c>Keep</c>.</summary>
    public RedisServerOptions Redis { get; init; } = new();

    /// <summary>How the private PostgreSQL is run. The stack sets folder, port and <c>Keep</c>.</summary>
    public PostgresServerOptions Postgres { get; init; } = new();

    /// <summary>The database created in the private PostgreSQL. Default: <c>footfall</c>.</summary>
    public string Database { get; init; } = DefaultDatabase;

    /// <summary>Name of the Orleans cluster. Stacks that share a Redis need different ones. Default: <c>footfall</c>.</summary>
    public string ClusterId { get; init; } = "footfall";

    /// <summary>Further settings of every host, by configuration key; they override the stack's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The process that its hosts share with those of other clusters. Default: none, for a process each.</summary>
    public HostPool? Pool { get; init; }

    /// <summary>True for servers that outlive this process and are adopted by a later stack with the same folder. Default: false.</summary>
    public bool Keep { get; init; }

    /// <summary>The longest wait until a host is ready. Default: 60 s.</summary>
    public TimeSpan ReadyLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// False to return when the servers respond and the hosts are started, without waiting until these are ready: for a
    /// stack without silos, say. Default: true.
    /// </summary>
    public bool WaitUntilReady { get; init; } = true;
}
