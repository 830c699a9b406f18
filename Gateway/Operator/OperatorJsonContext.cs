using System.Text.Json.Serialization;
using Footfall.Days;
using Footfall.DeadLetters;

namespace Footfall.Operator;

/// <summary>Source-generated JSON serialization of what operators' pages read and send.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteListResponse))]
[JsonSerializable(typeof(SiteResponse))]
[JsonSerializable(typeof(WaitingEntryListResponse))]
[JsonSerializable(typeof(AuditResult))]
[JsonSerializable(typeof(DeadLetterSearchResponse))]
[JsonSerializable(typeof(BulkResult))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(KeyListResponse))]
[JsonSerializable(typeof(NewKeyRequest))]
[JsonSerializable(typeof(NewKeyResponse))]
internal sealed partial class OperatorJsonContext : JsonSerializerContext;
