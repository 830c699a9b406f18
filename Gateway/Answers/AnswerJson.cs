using System.Text.Json.Serialization;
using Footfall.Stats;

namespace Footfall.Answers;

/// <summary>How answers are written; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(SiteStats))]
internal sealed partial class AnswerJson : JsonSerializerContext;
