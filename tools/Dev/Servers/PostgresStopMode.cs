namespace Footfall.Dev.Servers;

/// <summary>How PostgreSQL is asked to end.</summary>
public enum PostgresStopMode
{
    /// <summary>Rolls back what is open, disconnects everybody, writes a checkpoint (SIGINT).</summary>
    Fast,

    /// <summary>Drops everything, as in a crash; the next start recovers from the write-ahead log (SIGQUIT).</summary>
    Immediate,
}
