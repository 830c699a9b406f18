namespace Footfall.Dev.Servers;

/// <summary>How PostgreSQL is stopped.</summary>
public enum PostgresStopMode
{
    /// <summary>Rolls back open transactions, disconnects all clients, writes a checkpoint (SIGINT).</summary>
    Fast,

    /// <summary>Drops everything, as in a crash; the next start recovers from the write-ahead log (SIGQUIT).</summary>
    Immediate,
}
