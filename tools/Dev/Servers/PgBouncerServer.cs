using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A private PgBouncer on the loopback address in front of a PostgreSQL, for any of its databases and the user <c>postgres</c>.
/// Everything not set here is PgBouncer's default.
/// </summary>
public sealed class PgBouncerServer : IAsyncDisposable
{
    private const string Name = "pgbouncer";
    private const string Program = "/usr/sbin/pgbouncer";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ServerFolder _folder;
    private ChildProcess _process;

    private PgBouncerServer(int port, ServerFolder folder)
    {
        Port = port;
        _folder = folder;
        _process = Launch();
    }

    public int Port { get; }

    /// <summary>Its output.</summary>
    public string Output => _process.Log.Text;

    /// <param name="target">PostgreSQL's port.</param>
    /// <param name="poolMode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="poolSize">The most PostgreSQL sessions for each database; null for PgBouncer's default.</param>
    /// <param name="settings">Further settings of section <c>[pgbouncer]</c>; null for none.</param>
    /// <exception cref="ServerFaultException">PgBouncer is not installed, ended, or did not listen in time.</exception>
    public static async Task<PgBouncerServer> StartAsync(int target, string poolMode, int? poolSize = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (!File.Exists(Program))
        {
            throw new ServerFaultException("PgBouncer is not installed; install it with: apt-get install pgbouncer");
        }

        ServerFolder folder = ServerFolder.Open(null);
        int port = FreePort.Take();
        IEnumerable<string> further = (settings ?? new Dictionary<string, string>()).Select(setting => $"{setting.Key} = {setting.Value}");
        if (poolSize is { } sessions)
        {
            further = further.Append(string.Create(CultureInfo.InvariantCulture, $"default_pool_size = {sessions}"));
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "users.txt"), "\"postgres\" \"\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "pgbouncer.ini"), string.Create(
            CultureInfo.InvariantCulture,
            $"""
            [databases]
            * = host=127.0.0.1 port={target}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {Path.Combine(folder.Path, "users.txt")}
            pool_mode = {poolMode}
            {string.Join('\n', further)}

            """));
        var server = new PgBouncerServer(port, folder);
        try
        {
            await server.WaitUntilListeningAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>postgresql://postgres@127.0.0.1:port/database</c>.</summary>
    public string ConnectionString(string database) => PostgresServer.Address(Port, database);

    /// <summary>Kills it at once (SIGKILL), and starts it again.</summary>
    public async Task RestartAsync()
    {
        await _process.KillAsync();
        _process = Launch();
        await WaitUntilListeningAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.KillAsync();
        _folder.DeleteIfTemporary();
    }

    private ChildProcess Launch()
    {
        // It refuses root, as PostgreSQL does.
        string[] command = PostgresAccount.Command(Program, Path.Combine(_folder.Path, "pgbouncer.ini"));
        return ChildProcess.Start(new ChildProcessOptions
        {
            Name = Name,
            Directory = _folder.Path,
            Program = command[0],
            Arguments = command[1..],
            WorkingDirectory = "/",
            Address = RedisServer.Address(Port),
        });
    }

    private async Task WaitUntilListeningAsync()
    {
        bool listens = await Poll.UntilAsync(
            async token => _process.HasExited || await TcpProbe.ListensAsync(Port, token), Limit, CancellationToken.None);
        if (_process.HasExited || !listens)
        {
            throw new ServerFaultException($"PgBouncer did not listen on port {Port}. {_process.Log.Tail}");
        }
    }
}
