using Npgsql;

namespace Footfall.Store;

/// <summary>
/// A server that answers, but takes no changes: a standby, or one that is set to read-only. Another may be behind the same address in a
/// moment, so no connection to it is kept.
/// </summary>
internal sealed class ReadOnlyServerException(string server, bool isStandby)
    : NpgsqlException(isStandby ? $"{server} is a standby (in recovery)." : $"{server} is read-only (default_transaction_read_only is on).")
{
    /// <summary>True for a standby, which may be promoted.</summary>
    public bool IsStandby { get; } = isStandby;
}
