using System.Text.Json.Serialization;
using Footfall.Access;
using Footfall.Audit;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Footfall.Monitoring;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Sites;
using Footfall.Stats;

namespace Footfall.Http;

/// <summary>Source-generated JSON serialization of responses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(ActionResponse))]
[JsonSerializable(typeof(SiteStats))]
[JsonSerializable(typeof(LedgerResponse))]
[JsonSerializable(typeof(DeadLetterListResponse))]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(LiveOverviewResponse))]
[JsonSerializable(typeof(HostListResponse))]
[JsonSerializable(typeof(SiteListResponse))]
[JsonSerializable(typeof(SiteResponse))]
[JsonSerializable(typeof(WaitingEntryListResponse))]
[JsonSerializable(typeof(DeadLetterSearchResponse))]
[JsonSerializable(typeof(BulkResultResponse))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(KeyListResponse))]
[JsonSerializable(typeof(NewKeyRequest))]
[JsonSerializable(typeof(NewKeyResponse))]
[JsonSerializable(typeof(SiteSettingsListResponse))]
[JsonSerializable(typeof(SiteSettingsRequest))]
[JsonSerializable(typeof(SiteSettingsResponse))]
[JsonSerializable(typeof(AuditLogResponse))]
[JsonSerializable(typeof(ConfirmationBody))]
[JsonSerializable(typeof(ErasureResponse))]
[JsonSerializable(typeof(ErasureListResponse))]
[JsonSerializable(typeof(UserEventResponse))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
