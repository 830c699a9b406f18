using System.Collections.Immutable;
using System.Text.Json;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Store;

/// <summary>Reads and writes refusals by reason as in the ledger: an object of names and numbers.</summary>
internal static class RefusalJson
{
    /// <summary>Returns null if there are none, which leaves the ledger unchanged.</summary>
    public static string? Write(IReadOnlyDictionary<RefusalReason, long> refused) => refused.Count == 0
        ? null
        : JsonSerializer.Serialize(refused.ToDictionary(pair => RefusalReasons.Name(pair.Key), pair => pair.Value));

    public static ImmutableSortedDictionary<string, long> Read(string json) =>
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, long>>(json) ?? ImmutableSortedDictionary<string, long>.Empty;
}
