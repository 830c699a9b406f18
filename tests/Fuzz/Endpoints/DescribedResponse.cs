using System.Text.Json;

namespace Footfall.Fuzz.Endpoints;

/// <summary>The body of an answer, as the OpenAPI document describes it.</summary>
/// <param name="ContentType">Null for one without.</param>
/// <param name="Schema">Of it, or of each of its lines; undefined where it has none.</param>
internal sealed record DescribedResponse(string? ContentType, JsonElement Schema)
{
    public const string Json = "application/json";

    public const string Lines = "application/x-ndjson";
}
