using System.Text.Json.Serialization;

namespace Footfall.Ledger;

/// <summary>Source-generated JSON serialization of ledgers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LedgerResponse))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;
