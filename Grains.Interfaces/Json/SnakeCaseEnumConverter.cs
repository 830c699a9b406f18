using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Json;

/// <summary>Writes the members of an enum as the API names them, such as <c>roll_ups</c>.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower)
    where TEnum : struct, Enum;
