using System.Globalization;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Connections to one host. Each new one is checked before use. One that leads directly to a PostgreSQL session keeps its settings
/// and prepares statements. One behind a pooler (PgBouncer) does neither: the next transaction may run in another session with
/// other statements under the same names.
/// </summary>
/// <remarks>
/// PostgreSQL sends each client the process id of its backend; a pooler, which shares backends among clients, sends a made-up one. So a
/// connection is direct if that id matches the one that the session itself reports. An address may lead elsewhere on the next
/// connection, so each is judged on its own. A pooler in session mode is treated like one in transaction mode.
/// </remarks>
internal sealed class HostPool : IAsyncDisposable
{
    private const string CheckSql = "SELECT pg_backend_pid(), pg_is_in_recovery(), current_setting('transaction_read_only')::bool";

    private readonly NpgsqlDataSource _direct;
    private readonly NpgsqlDataSource _shared;
    private readonly string _name;

    /// <summary>Set once, before the pool is shared; read for each new session.</summary>
    private volatile SessionSettings _settings;

    /// <summary>Whether the latest connection led to a pooler. Written with each new connection, read on each open.</summary>
    private volatile bool _isShared;

    /// <summary>True once statements were mixed up on what seemed to be a direct session.</summary>
    private volatile bool _isNeverDirect;

    public HostPool(NpgsqlConnectionStringBuilder connection, SessionSettings settings, Func<NpgsqlConnectionStringBuilder, NpgsqlDataSourceBuilder> create)
    {
        _settings = settings;
        _name = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL at {connection.Host}:{connection.Port}");
        _direct = Build(create(connection), connected => CheckAsync(connected, isShared: false));
        _shared = Build(
            create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxAutoPrepare = 0 }), connected => CheckAsync(connected, isShared: true));
    }

    /// <summary>The data source of the next connection.</summary>
    public NpgsqlDataSource Source => _isShared ? _shared : _direct;

    /// <returns>A connection, and the settings statement that comes first in each of its transactions.</returns>
    /// <exception cref="ReadOnlyServerException">The server is read-only.</exception>
    /// <exception cref="NpgsqlException">The server is unavailable.</exception>
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
                // A pooler was detected meanwhile.
            }
        }

        return (await _shared.OpenConnectionAsync(cancellation), _settings.ForTransaction);
    }

    /// <summary>Sets the settings of sessions from now on.</summary>
    public void Use(SessionSettings settings)
    {
        _settings = settings;
        Clear();
    }

    /// <summary>Disables prepared statements after they were mixed up.</summary>
    public void StopPreparing()
    {
        _isNeverDirect = true;
        _isShared = true;
        Clear();
    }

    /// <summary>Closes idle connections now and the others on return.</summary>
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

    private static NpgsqlDataSource Build(NpgsqlDataSourceBuilder builder, Func<NpgsqlConnection, Task> check) => builder
        .UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously."), check)
        .Build();

    private async Task CheckAsync(NpgsqlConnection connection, bool isShared)
    {
        bool isDirect;
        await using (var check = new NpgsqlCommand(CheckSql, connection))
        await using (NpgsqlDataReader reader = await check.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            isDirect = reader.GetInt32(0) == connection.ProcessID && !_isNeverDirect;
            if (reader.GetBoolean(1) || reader.GetBoolean(2))
            {
                throw new ReadOnlyServerException(_name, isStandby: reader.GetBoolean(1));
            }
        }

        // A connection opened as shared works either way; the next one will be direct again.
        _isShared = !isDirect;
        if (isShared)
        {
            return;
        }

        if (!isDirect)
        {
            throw new NpgsqlException($"A pooler is between the silo and {_name}.");
        }

        await using var set = new NpgsqlCommand(_settings.ForSession, connection);
        await set.ExecuteNonQueryAsync();
    }
}
