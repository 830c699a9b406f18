using System.Globalization;
using System.Threading.Channels;
using Footfall.Drain;
using Footfall.Queue;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>
/// Loads fences and checkpoints. Loads that come while one is under way go together in the next, so that a
/// silo that takes over many sites at once asks few questions.
/// </summary>
internal sealed class SiteStates : IAsyncDisposable
{
    private const int LoadsPerQuery = 1000;

    private static readonly string ReadSql = SqlText.Load("SiteStates.Read");
    private static readonly string CreateSql = SqlText.Load("SiteStates.Create");

    private readonly Channel<Load> _waiting = Channel.CreateUnbounded<Load>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Database _database;
    private readonly StoreAvailability _availability;
    private readonly Task _worker;

    public SiteStates(Database database, StoreAvailability availability)
    {
        _database = database;
        _availability = availability;
        _worker = Task.Run(WorkAsync);
    }

    /// <inheritdoc cref="IEventStore.LoadAsync"/>
    public Task<SiteState> LoadAsync(string siteId, string epoch)
    {
        var load = new Load(siteId, epoch);
        return _waiting.Writer.TryWrite(load)
            ? load.Result.Task
            : throw new StoreUnavailableException("The silo is stopping.", new ObjectDisposedException(nameof(SiteStates)));
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _worker;
    }

    private async Task WorkAsync()
    {
        var group = new List<Load>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LoadsPerQuery && _waiting.Reader.TryRead(out Load? load))
            {
                group.Add(load);
            }

            try
            {
                await LoadAsync(group);
            }
            catch (Exception e)
            {
                _availability.Report(e);
                foreach (Load load in group)
                {
                    load.Result.TrySetException(new StoreUnavailableException("The site's state could not be read.", e));
                }
            }
        }
    }

    private async Task LoadAsync(List<Load> group)
    {
        await using NpgsqlConnection connection = await _database.Queries.OpenConnectionAsync();
        List<Load> missing = await ReadAsync(connection, group);
        if (missing.Count > 0)
        {
            await using var create = new NpgsqlCommand(CreateSql, connection)
            {
                Parameters = { Texts(missing, load => load.SiteId) },
            };
            await create.ExecuteNonQueryAsync();
            missing = await ReadAsync(connection, missing);
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{missing.Count} sites vanished right after they were created."));
        }
    }

    /// <summary>Answers the loads whose site is there; returns the others.</summary>
    private static async Task<List<Load>> ReadAsync(NpgsqlConnection connection, List<Load> loads)
    {
        await using var read = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters = { Texts(loads, load => load.SiteId), Texts(loads, load => load.Epoch) },
        };
        await using (NpgsqlDataReader reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var checkpoint = new EntryId((ulong)reader.GetDecimal(2), (ulong)reader.GetDecimal(3));
                loads[(int)reader.GetInt64(0)].Result.TrySetResult(new SiteState(reader.GetGuid(1), checkpoint));
            }
        }

        return loads.FindAll(load => !load.Result.Task.IsCompleted);
    }

    private static NpgsqlParameter Texts(List<Load> loads, Converter<Load, string> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = loads.ConvertAll(value) };

    private sealed class Load(string siteId, string epoch)
    {
        public string SiteId { get; } = siteId;

        public string Epoch { get; } = epoch;

        public TaskCompletionSource<SiteState> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
