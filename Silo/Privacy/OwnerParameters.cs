using Npgsql;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <summary>Parameters of statements about the events of a user or a visitor: one of the two is null, or both for all events.</summary>
internal static class OwnerParameters
{
    public static NpgsqlParameter UserId(EventOwner? owner) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)owner?.UserId ?? DBNull.Value };

    /// <summary>The visitor's bits as PostgreSQL keeps them, in a signed number.</summary>
    public static NpgsqlParameter Visitor(EventOwner? owner) =>
        new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = owner?.Visitor is { } visitor ? unchecked((long)visitor) : DBNull.Value };
}
