using System.Text.Json.Serialization;

namespace Footfall.Http;

/// <summary>The body of every unsuccessful response.</summary>
/// <param name="Error">The error, in one line.</param>
/// <param name="Details">One line for each fault of the request, where there can be several.</param>
internal sealed record ErrorResponse(
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Details = null)
{
    /// <summary>Always false.</summary>
    [JsonPropertyOrder(-1)]
    public bool Success { get; }
}
