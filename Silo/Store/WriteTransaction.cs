using System.Data;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// A write transaction; all transactions of the silo are. Its COMMIT waits until it is on every disk that PostgreSQL is configured
/// to require, whatever <c>synchronous_commit</c> is set to by role, database, file or address, and reports whether it got there.
/// Disposing it without a commit rolls back.
/// </summary>
/// <remarks>
/// If the wait for a synchronous standby is cut short (a timeout, an operator), PostgreSQL reports the transaction as committed,
/// preceded by a warning, and Npgsql's commit returns as usual. So any warning with a COMMIT means that it took effect, but
/// is lost if the standby takes over now.
/// </remarks>
internal sealed class WriteTransaction : IAsyncDisposable
{
    /// <summary>Comes first in each transaction, even in one of a single batch.</summary>
    public static readonly string BeginSql = SqlText.Load("WriteTransaction.Begin");

    /// <summary>
    /// Far above what a healthy standby takes, and below the time after which the reaper ends a commit worker's transaction.
    /// </summary>
    private static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(8);

    private static readonly string MarkSql = SqlText.Load("WriteTransaction.Mark");

    private readonly PooledConnection _pooled;
    private readonly CommitDurability _durability;

    private WriteTransaction(PooledConnection pooled, NpgsqlTransaction transaction, CommitDurability durability)
    {
        _pooled = pooled;
        _durability = durability;
        Transaction = transaction;
    }

    public NpgsqlConnection Connection => _pooled.Connection;

    /// <summary>For savepoints; this class ends it.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>Begins a transaction without a round trip to PostgreSQL: <see cref="CreateFirstBatch"/> must come first.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static Task<WriteTransaction> OpenAsync(Database database, ConnectionPool pool, CancellationToken cancellation = default) =>
        OpenAsync(database, pool, IsolationLevel.ReadCommitted, cancellation);

    /// <summary>Begins a transaction, at the price of a round trip to PostgreSQL.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static Task<WriteTransaction> BeginAsync(Database database, ConnectionPool pool, CancellationToken cancellation = default) =>
        BeginAsync(database, pool, IsolationLevel.ReadCommitted, cancellation);

    /// <inheritdoc cref="BeginAsync(Database, ConnectionPool, CancellationToken)"/>
    public static async Task<WriteTransaction> BeginAsync(
        Database database, ConnectionPool pool, IsolationLevel isolation, CancellationToken cancellation)
    {
        WriteTransaction transaction = await OpenAsync(database, pool, isolation, cancellation);
        try
        {
            await using NpgsqlBatch first = transaction.CreateFirstBatch();
            await first.ExecuteNonQueryAsync(cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a batch that starts with the command that makes the COMMIT durable; ignore its first result.</summary>
    public NpgsqlBatch CreateFirstBatch() => _pooled.CreateStatement(BeginSql);

    /// <summary>
    /// Commits even if nothing was changed, so that true means that everything visible before is durable too, on every required
    /// disk.
    /// </summary>
    /// <inheritdoc cref="CommitAsync"/>
    public async Task<bool> CommitWithMarkAsync(CancellationToken cancellation = default)
    {
        await using (var mark = new NpgsqlCommand(MarkSql, Connection))
        {
            await mark.ExecuteNonQueryAsync(cancellation);
        }

        return await CommitAsync(cancellation);
    }

    /// <returns>Whether the commit survives the loss of the server; false if it took effect but may be lost.</returns>
    /// <exception cref="NpgsqlException">It is unknown whether the commit took effect.</exception>
    public async Task<bool> CommitAsync(CancellationToken cancellation = default)
    {
        string? warning = null;
        void TakeWarning(object sender, NpgsqlNoticeEventArgs message)
        {
            if (message.Notice.InvariantSeverity == "WARNING")
            {
                warning ??= Sentence(message.Notice.MessageText);
            }
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CommitTimeout);
        Connection.Notice += TakeWarning;
        try
        {
            await Transaction.CommitAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new NpgsqlException($"COMMIT took longer than {CommitTimeout.TotalSeconds:0} s and was given up.", new TimeoutException(e.Message, e));
        }
        finally
        {
            Connection.Notice -= TakeWarning;
        }

        if (warning is not null)
        {
            _durability.Doubt(warning);
        }

        return warning is null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
        }
        finally
        {
            await _pooled.DisposeAsync();
        }
    }

    private static async Task<WriteTransaction> OpenAsync(
        Database database, ConnectionPool pool, IsolationLevel isolation, CancellationToken cancellation)
    {
        PooledConnection pooled = await pool.OpenAsync(cancellation);
        try
        {
            return new WriteTransaction(pooled, await pooled.Connection.BeginTransactionAsync(isolation, cancellation), database.Durability);
        }
        catch
        {
            await pooled.DisposeAsync();
            throw;
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
