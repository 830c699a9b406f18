using System.Collections.Immutable;
using System.Text.Json;
using Footfall.Collect;

namespace Footfall.Store;

/// <summary>Refusals by reason, as the ledger keeps them: an object of names and numbers.</summary>
internal static class RefusalJson
{
    /// <summary>Null when there are none, which leaves the ledger as it is.</summary>
    public static string? Write(IReadOnlyDictionary<RefusalReason, long> refused) => refused.Count == 0
        ? null
        : JsonSerializer.Serialize(refused.ToDictionary(pair => RefusalReasons.Name(pair.Key), pair => pair.Value));

    public static ImmutableSortedDictionary<string, long> Read(string json) =>
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, long>>(json) ?? ImmutableSortedDictionary<string, long>.Empty;
}
