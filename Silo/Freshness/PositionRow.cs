using System.Collections.Immutable;
using Footfall.Queue;
using Footfall.Store;
using Npgsql;

namespace Footfall.Freshness;

/// <summary>
/// Reads how far a site is stored from a row that begins with fencing token, epochs, and both parts of their checkpoints.
/// </summary>
internal static class PositionRow
{
    /// <summary>Reads the row of a site, whose id is its parameter.</summary>
    public static readonly string ReadSql = SqlText.Load("PositionRow.Read");

    public static SitePosition Read(NpgsqlDataReader reader)
    {
        string[] epochs = reader.GetFieldValue<string[]>(1);
        decimal[] ms = reader.GetFieldValue<decimal[]>(2);
        decimal[] seq = reader.GetFieldValue<decimal[]>(3);
        ImmutableDictionary<string, EntryId>.Builder checkpoints = ImmutableDictionary.CreateBuilder<string, EntryId>();
        for (int i = 0; i < epochs.Length; i++)
        {
            checkpoints[epochs[i]] = new EntryId((ulong)ms[i], (ulong)seq[i]);
        }

        return new SitePosition(reader.IsDBNull(0) ? null : reader.GetGuid(0), checkpoints.ToImmutable());
    }
}
