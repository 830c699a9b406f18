using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Thrown when a server answers but is read-only: a standby, or one configured that way. Another server may take over the address
/// any moment, so no connection to it is kept.
/// </summary>
internal sealed class ReadOnlyServerException(string server, bool isStandby)
    : NpgsqlException(isStandby ? $"{server} is a standby (in recovery)." : $"{server} is read-only (default_transaction_read_only is on).")
{
    /// <summary>Whether the server is a standby, which may be promoted.</summary>
    public bool IsStandby { get; } = isStandby;
}
