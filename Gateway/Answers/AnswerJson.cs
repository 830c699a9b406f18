using System.Text.Json.Serialization;
using Footfall.Access;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Sites;
using Footfall.Stats;

namespace Footfall.Answers;

/// <summary>How answers are written; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(DoneAnswer))]
[JsonSerializable(typeof(SiteStats))]
[JsonSerializable(typeof(LedgerAnswer))]
[JsonSerializable(typeof(DeadLettersAnswer))]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(LiveOverviewAnswer))]
[JsonSerializable(typeof(SilosAnswer))]
[JsonSerializable(typeof(SitesAnswer))]
[JsonSerializable(typeof(SiteAnswer))]
[JsonSerializable(typeof(EntriesAnswer))]
[JsonSerializable(typeof(DeadLetterSearchAnswer))]
[JsonSerializable(typeof(DeadLetterTallyAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(NewKeyRequest))]
[JsonSerializable(typeof(NewKeyAnswer))]
[JsonSerializable(typeof(RegistryAnswer))]
[JsonSerializable(typeof(SiteSettingsRequest))]
[JsonSerializable(typeof(SiteSettingsAnswer))]
[JsonSerializable(typeof(ActsAnswer))]
[JsonSerializable(typeof(ConfirmationBody))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(ErasuresAnswer))]
[JsonSerializable(typeof(UserEventAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
