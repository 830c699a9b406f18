using System.Text.Json;

namespace Footfall.Fuzz.Endpoints;

/// <summary>The body of a response, as described by the OpenAPI document.</summary>
/// <param name="ContentType">Its content type; null for no body.</param>
/// <param name="Schema">The schema of the body, or of each of its lines; undefined if there is none.</param>
internal sealed record DescribedResponse(string? ContentType, JsonElement Schema)
{
    public const string Json = "application/json";

    public const string Lines = "application/x-ndjson";
}
