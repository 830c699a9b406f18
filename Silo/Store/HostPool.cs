using System.Globalization;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Connections to one host. Each new one is looked at before it is used. One that leads to a session of PostgreSQL's own keeps its settings
/// and prepares statements. One behind a pooler (PgBouncer) does neither: there, the next transaction may run in another session, which
/// knows other statements under the same names.
/// </summary>
/// <remarks>
/// PostgreSQL tells each client the process that serves it, and a pooler, which serves many by one, cannot: it makes a number up. So a
/// connection is direct if that number is the one that the session itself says. What an address leads to may change between two
/// connections, and each is judged by itself. A pooler in session mode is treated like one in transaction mode.
/// </remarks>
internal sealed class HostPool : IAsyncDisposable
{
    private const string CheckSql = "SELECT pg_backend_pid(), pg_is_in_recovery(), current_setting('transaction_read_only')::bool";

    private readonly NpgsqlDataSource _direct;
    private readonly NpgsqlDataSource _shared;
    private readonly string _name;

    /// <summary>Set once, before the pool is used by others; read for each new session.</summary>
    private volatile SessionSettings _settings;

    /// <summary>What the latest connection led to. Written with each new connection, read for each that is asked for.</summary>
    private volatile bool _isShared;

    /// <summary>True once statements were mixed up on what seemed to be a session of our own.</summary>
    private volatile bool _isNeverDirect;

    public HostPool(NpgsqlConnectionStringBuilder connection, SessionSettings settings, Func<NpgsqlConnectionStringBuilder, NpgsqlDataSourceBuilder> create)
    {
        _settings = settings;
        _name = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL at {connection.Host}:{connection.Port}");
        _direct = Build(create(connection), connected => CheckAsync(connected, isShared: false));
        _shared = Build(
            create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxAutoPrepare = 0 }), connected => CheckAsync(connected, isShared: true));
    }

    /// <summary>Those that the next connection comes from.</summary>
    public NpgsqlDataSource Source => _isShared ? _shared : _direct;

    /// <returns>A connection, and what comes first in each of its transactions.</returns>
    /// <exception cref="ReadOnlyServerException">The server takes no changes.</exception>
    /// <exception cref="NpgsqlException">It is away.</exception>
    public async Task<(NpgsqlConnection Connection, string? Settings)> OpenAsync(CancellationToken cancellation)
    {
        if (!_isShared)
        {
            try
            {
                return (await _direct.OpenConnectionAsync(cancellation), null);
            }
            catch (NpgsqlException) when (_isShared)
            {
                // A pooler was found in between.
            }
        }

        return (await _shared.OpenConnectionAsync(cancellation), _settings.ForTransaction);
    }

    /// <summary>Sets what sessions are to have from now on.</summary>
    public void Use(SessionSettings settings)
    {
        _settings = settings;
        Clear();
    }

    /// <summary>Statements were mixed up: nothing is prepared any more.</summary>
    public void StopPreparing()
    {
        _isNeverDirect = true;
        _isShared = true;
        Clear();
    }

    /// <summary>Closes the connections that nobody has, and the others when they come back.</summary>
    public void Clear()
    {
        _direct.Clear();
        _shared.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _direct.DisposeAsync();
        await _shared.DisposeAsync();
    }

    private static NpgsqlDataSource Build(NpgsqlDataSourceBuilder builder, Func<NpgsqlConnection, Task> look) => builder
        .UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously."), look)
        .Build();

    private async Task CheckAsync(NpgsqlConnection connection, bool isShared)
    {
        bool isDirect;
        await using (var look = new NpgsqlCommand(CheckSql, connection))
        await using (NpgsqlDataReader reader = await look.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            isDirect = reader.GetInt32(0) == connection.ProcessID && !_isNeverDirect;
            if (reader.GetBoolean(1) || reader.GetBoolean(2))
            {
                throw new ReadOnlyServerException(_name, isStandby: reader.GetBoolean(1));
            }
        }

        // One that was opened as shared works either way; the next one will be direct again.
        _isShared = !isDirect;
        if (isShared)
        {
            return;
        }

        if (!isDirect)
        {
            throw new NpgsqlException($"Between the silo and {_name} is a pooler.");
        }

        await using var set = new NpgsqlCommand(_settings.ForSession, connection);
        await set.ExecuteNonQueryAsync();
    }
}
