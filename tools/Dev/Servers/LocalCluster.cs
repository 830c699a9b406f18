using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A complete Footfall on this machine: Redis, PostgreSQL, silos and gateways, private and in one folder. Not safe for
/// concurrent use.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly LocalClusterOptions _options;
    private readonly ServerFolder _folder;
    private readonly PortAssignments _ports;
    private readonly List<HostProcess> _silos = [];
    private readonly List<HostProcess> _gateways = [];
    private HostSettings? _settings;
    private int _lastSilo;
    private int _lastGateway;

    private LocalCluster(LocalClusterOptions options)
    {
        _options = options;
        _folder = ServerFolder.Open(options.Directory);
        _ports = new PortAssignments(_folder.Path);
    }

    /// <summary>Folder of all data, logs and pid files.</summary>
    public string Directory => _folder.Path;

    /// <summary>The private Redis; null when a given one is used.</summary>
    public RedisServer? Redis { get; private set; }

    /// <summary>The private PostgreSQL; null when a given one is used.</summary>
    public PostgresServer? Postgres { get; private set; }

    /// <summary>The hosts' <c>REDIS_URL</c>.</summary>
    public string RedisConnection => Settings.Redis;

    /// <summary>The silos' <c>DATABASE_URL</c>.</summary>
    public string PostgresConnection => Settings.Postgres;

    public IReadOnlyList<HostProcess> Silos => _silos;

    public IReadOnlyList<HostProcess> Gateways => _gateways;

    /// <summary>The address at which the first gateway accepts events.</summary>
    public Uri GatewayAddress => _gateways[0].Address;

    private HostSettings Settings => _settings ?? throw new InvalidOperationException("The stack has not been started.");

    /// <summary>Starts everything: the two servers in parallel, then all hosts in parallel.</summary>
    /// <exception cref="ServerFaultException">A part could not be started; those started by this call are stopped again.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancellation = default)
    {
        var cluster = new LocalCluster(options);
        try
        {
            await cluster.StartServersAsync(cancellation);
            foreach (int number in options.SiloNumbers ?? [.. Enumerable.Range(1, options.Silos)])
            {
                cluster.LaunchSilo(number);
            }

            for (int i = 0; i < options.Gateways; i++)
            {
                cluster.LaunchGateway();
            }

            await cluster.WaitUntilReadyAsync([.. cluster._silos, .. cluster._gateways], cancellation);
            return cluster;
        }
        catch
        {
            await cluster.StopAsync(startedHere: true);
            cluster._folder.DeleteIfTemporary();
            throw;
        }
    }

    /// <returns>An additional silo, which is ready.</returns>
    /// <exception cref="ServerFaultException">The silo ended, or was not ready in time.</exception>
    public async Task<HostProcess> AddSiloAsync(CancellationToken cancellation = default)
    {
        HostProcess silo = LaunchSilo(_lastSilo + 1);
        await WaitUntilReadyAsync([silo], cancellation);
        return silo;
    }

    /// <returns>An additional gateway, which is ready.</returns>
    /// <exception cref="ServerFaultException">The gateway ended, or was not ready in time.</exception>
    public async Task<HostProcess> AddGatewayAsync(CancellationToken cancellation = default)
    {
        HostProcess gateway = LaunchGateway();
        await WaitUntilReadyAsync([gateway], cancellation);
        return gateway;
    }

    /// <summary>Restarts a host of this stack on its old ports, and waits until it is ready. It may be running or killed.</summary>
    /// <exception cref="ServerFaultException">The host ended, or was not ready in time.</exception>
    public async Task RestartAsync(HostProcess host, CancellationToken cancellation = default)
    {
        await host.RestartAsync();
        await WaitUntilReadyAsync([host], cancellation);
    }

    /// <summary>Asks a host of this stack to end, and removes it.</summary>
    public async Task RemoveAsync(HostProcess host)
    {
        // First, so that several may be removed concurrently.
        _silos.Remove(host);
        _gateways.Remove(host);
        await host.StopAsync();
    }

    /// <summary>Stops everything cleanly, in the direction in which events flow. The stack cannot be started again.</summary>
    public Task StopAsync() => StopAsync(startedHere: false);

    /// <summary>Ends everything: at once if the folder is temporary, otherwise cleanly.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_folder.IsTemporary)
        {
            await Task.WhenAll(_silos.Concat(_gateways).Select(host => host.EndAsync()));
            await Task.WhenAll(Redis?.KillAsync() ?? Task.CompletedTask, Postgres?.StopAsync(PostgresStopMode.Immediate) ?? Task.CompletedTask);
        }

        await StopAsync();
        _folder.DeleteIfTemporary();
    }

    private async Task StartServersAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(StartRedisAsync(cancellation), StartPostgresAsync(cancellation));
        _settings = new HostSettings(
            _options.RedisConnection ?? Redis!.ConnectionString,
            _options.PostgresConnection ?? await Postgres!.CreateDatabaseAsync(_options.Database, cancellation),
            _options.ClusterId,
            _options.Environment);
    }

    private async Task StartRedisAsync(CancellationToken cancellation)
    {
        if (_options.RedisConnection is null)
        {
            Redis = await RedisServer.StartAsync(
                _options.Redis with
                {
                    Directory = _folder.Path,
                    Port = Port(RedisServer.Name, RedisServer.Name, _options.Redis.Port),
                    Keep = _options.Keep,
                },
                cancellation);
        }
    }

    private async Task StartPostgresAsync(CancellationToken cancellation)
    {
        if (_options.PostgresConnection is null)
        {
            Postgres = await PostgresServer.StartAsync(
                _options.Postgres with
                {
                    Directory = _folder.Path,
                    Port = Port(PostgresServer.Name, PostgresServer.Name, _options.Postgres.Port),
                    Keep = _options.Keep,
                },
                cancellation);
        }
    }

    private HostProcess LaunchSilo(int number)
    {
        _lastSilo = Math.Max(_lastSilo, number);
        string name = $"silo-{number}";
        var address = new Uri($"http://127.0.0.1:{Port(name, name + ".http")}");
        HostProcess silo = Launch(HostKind.Silo, name, address, Settings.Silo(name, address, Port(name, name + ".silo"), Port(name, name + ".gateway")));
        _silos.Add(silo);
        return silo;
    }

    private HostProcess LaunchGateway()
    {
        int number = ++_lastGateway;
        string name = number == 1 ? "gateway" : $"gateway-{number}";
        var address = new Uri($"http://localhost:{Port(name, name + ".http", number == 1 ? _options.GatewayPort : 0)}");
        HostProcess gateway = Launch(HostKind.Gateway, name, address, Settings.Gateway(name, address));
        _gateways.Add(gateway);
        return gateway;
    }

    private HostProcess Launch(HostKind kind, string name, Uri address, IReadOnlyDictionary<string, string> environment) =>
        HostProcess.Start(new HostProcessOptions
        {
            Kind = kind,
            Name = name,
            Directory = _folder.Path,
            Address = address,
            Environment = environment,
            Pool = _options.Pool,
            Keep = _options.Keep,
        });

    private int Port(string part, string use, int given = 0) =>
        _ports.For(use, given, inUse: _options.Keep && PidFile.Read(_folder.Path, part) is { IsAlive: true });

    /// <summary>Waits for all hosts; the first one that fails ends the wait.</summary>
    private async Task WaitUntilReadyAsync(IReadOnlyList<HostProcess> hosts, CancellationToken cancellation)
    {
        if (!_options.WaitUntilReady)
        {
            return;
        }

        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await foreach (Task ready in Task.WhenEach(hosts.Select(host => host.WaitUntilReadyAsync(_options.ReadyLimit, others.Token))))
        {
            try
            {
                await ready;
            }
            catch
            {
                await others.CancelAsync();
                throw;
            }
        }
    }

    private async Task StopAsync(bool startedHere)
    {
        await Task.WhenAll(_gateways.Where(host => !startedHere || !host.WasRunning).Select(host => host.StopAsync()));
        await Task.WhenAll(_silos.Where(host => !startedHere || !host.WasRunning).Select(host => host.StopAsync()));
        if (Postgres is not null && !(startedHere && Postgres.WasRunning))
        {
            await Postgres.DisposeAsync();
        }

        if (Redis is not null && !(startedHere && Redis.WasRunning))
        {
            await Redis.DisposeAsync();
        }
    }
}
