using System.Globalization;
using Footfall.Dev.Processes;
using Npgsql;

namespace Footfall.Dev.Servers;

/// <summary>
/// A private PostgreSQL on the loopback address, without passwords, in UTF-8, with fsync on. Not safe for concurrent use,
/// except for <see cref="CreateDatabaseAsync"/> and the connection strings.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    internal const string Name = "postgres";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly PostgresServerOptions _options;
    private readonly ServerFolder _folder;
    private ChildProcess _process;

    private PostgresServer(PostgresServerOptions options, ServerFolder folder, ChildProcess process)
    {
        _options = options;
        _folder = folder;
        _process = process;
    }

    public int Port => _options.Port;

    public int Id => _process.Id;

    /// <summary>Its output.</summary>
    public string Output => _process.Log.Text;

    /// <summary>True for a server that was already running and was adopted.</summary>
    public bool WasRunning => _process.WasRunning;

    /// <summary>Creates the data if there is none, and starts the server.</summary>
    /// <returns>The server, which accepts sessions.</returns>
    /// <exception cref="ServerFaultException">PostgreSQL is not installed, ended, or did not respond in time.</exception>
    public static Task<PostgresServer> StartAsync(PostgresServerOptions options, CancellationToken cancellation = default) => StartOnAsync(
        options, folder => PostgresData.EnsureAsync(DataFolder(folder), isTemporary: folder.IsTemporary), cancellation);

    /// <summary>Copies a running server, and starts the copy as its standby.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static Task<PostgresServer> StartStandbyAsync(PostgresServer primary, PostgresServerOptions options, CancellationToken cancellation = default) =>
        StartOnAsync(options, folder => PostgresData.CopyAsync(DataFolder(folder), primary.Port), cancellation);

    /// <summary><c>postgresql://postgres@127.0.0.1:port/database</c>.</summary>
    public string ConnectionString(string database) => Address(Port, database);

    /// <summary>Returns the same in Npgsql's own form.</summary>
    public string NpgsqlConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Username = "postgres", Database = database }.ConnectionString;

    /// <summary>Creates the database unless it exists.</summary>
    /// <returns>Its connection string as a URL.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await using NpgsqlConnection connection = await PostgresProbe.ConnectAsync(NpgsqlConnectionString("postgres"), cancellation);
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // The database exists already.
        }

        return ConnectionString(name);
    }

    /// <summary>Promotes a standby, and waits until it accepts changes.</summary>
    public async Task PromoteAsync()
    {
        await using NpgsqlConnection connection = await PostgresProbe.ConnectAsync(NpgsqlConnectionString("postgres"), default);
        await using var promote = new NpgsqlCommand("SELECT pg_promote(true, 60)", connection);
        if (await promote.ExecuteScalarAsync() is not true)
        {
            throw new ServerFaultException("PostgreSQL was not promoted within 60 s.");
        }
    }

    /// <summary>Stops the server and waits.</summary>
    public Task StopAsync(PostgresStopMode mode = PostgresStopMode.Fast) =>
        _process.StopAsync(mode == PostgresStopMode.Fast ? Signal.Interrupt : Signal.Quit, StopLimit);

    /// <summary>Kills the server and all its backends at once (SIGKILL), and waits until none is left.</summary>
    public async Task KillAsync()
    {
        Freeze();
        IReadOnlyList<ProcessIdentity> backends = ProcessTree.Children(_process.Id);
        await _process.StopAsync(Signal.Kill, StopLimit);
        foreach (ProcessIdentity backend in backends)
        {
            backend.Send(Signal.Kill);
        }

        await Poll.UntilAsync(() => !backends.Any(backend => backend.IsAlive), StopLimit);
    }

    /// <summary>Restarts the server on the same data and port; stops it first, if it is running.</summary>
    /// <exception cref="ServerFaultException">As in <see cref="StartAsync"/>.</exception>
    public async Task RestartAsync(PostgresStopMode mode = PostgresStopMode.Fast, CancellationToken cancellation = default)
    {
        await StopAsync(mode);
        _process = await LaunchAsync(_options, _folder);
        await WaitUntilReadyAsync(cancellation);
    }

    /// <summary>Freezes the server and all its backends (SIGSTOP): they do not respond, but their connections and locks stay.</summary>
    public void Freeze()
    {
        _process.Send(Signal.Stop);
        foreach (ProcessIdentity backend in ProcessTree.Children(_process.Id))
        {
            backend.Send(Signal.Stop);
        }
    }

    /// <summary>Resumes the server after <see cref="Freeze"/>.</summary>
    public void Thaw()
    {
        foreach (ProcessIdentity backend in ProcessTree.Children(_process.Id))
        {
            backend.Send(Signal.Continue);
        }

        _process.Send(Signal.Continue);
    }

    /// <summary>Stops the server; deletes its folder if it was not given.</summary>
    public async ValueTask DisposeAsync()
    {
        Thaw();
        await StopAsync(_folder.IsTemporary ? PostgresStopMode.Immediate : PostgresStopMode.Fast);
        _folder.DeleteIfTemporary();
    }

    /// <summary><c>postgresql://postgres@127.0.0.1:port/database</c>.</summary>
    public static string Address(int port, string database) =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://postgres@127.0.0.1:{port}/{Uri.EscapeDataString(database)}");

    private static string DataFolder(ServerFolder folder) => Path.Combine(folder.Path, Name);

    private static async Task<ChildProcess> LaunchAsync(PostgresServerOptions options, ServerFolder folder)
    {
        string data = DataFolder(folder);
        await PostgresData.ForgetDeadServerAsync(data);
        string[] command = PostgresAccount.Command(
            [PostgresPrograms.Find(data).Server, "-D", await PostgresData.RealPathAsync(data), .. PostgresSettings.Arguments(options.Port, options.Settings)]);
        return ChildProcess.Start(new ChildProcessOptions
        {
            Name = Name,
            Directory = folder.Path,
            Program = command[0],
            Arguments = command[1..],
            WorkingDirectory = "/",
            Address = RedisServer.Address(options.Port),
            Keep = options.Keep,
            // SIGKILL would leave shared memory behind.
            KillSignal = Signal.Quit,
        });
    }

    private static async Task<PostgresServer> StartOnAsync(PostgresServerOptions options, Func<ServerFolder, Task> makeData, CancellationToken cancellation)
    {
        ServerFolder folder = ServerFolder.Open(options.Directory);
        PostgresServer? server = null;
        try
        {
            await makeData(folder);
            cancellation.ThrowIfCancellationRequested();
            PostgresServerOptions complete = options with { Port = options.Port > 0 ? options.Port : FreePort.Take() };
            server = new PostgresServer(complete, folder, await LaunchAsync(complete, folder));
            await server.WaitUntilReadyAsync(cancellation);
            return server;
        }
        catch
        {
            if (server is { WasRunning: false })
            {
                await server.DisposeAsync();
            }

            folder.DeleteIfTemporary();
            throw;
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        bool ready = await Poll.UntilAsync(
            async token => _process.HasExited || await PostgresProbe.AnswersAsync(NpgsqlConnectionString("postgres"), token), _options.StartLimit, cancellation);
        if (_process.HasExited || !ready)
        {
            string what = _process.HasExited
                ? $"ended while it started (exit code {_process.ExitCode})"
                : $"did not answer at 127.0.0.1:{Port} within {_options.StartLimit.TotalSeconds:0} s";
            throw new ServerFaultException($"PostgreSQL {what}. {_process.Log.Tail}");
        }
    }
}
