using System.Globalization;
using System.Text.Json;

namespace Footfall.Fuzz.Endpoints;

/// <summary>The OpenAPI document of a running gateway: its operations, and checks of responses against its schemas.</summary>
internal sealed class ApiDescription
{
    private readonly JsonElement _schemas;

    private ApiDescription(JsonElement document)
    {
        _schemas = document.GetProperty("components").GetProperty("schemas");
        Operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.TryGetProperty("responses", out _)
               select Read(path.Name, operation),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    public static async Task<ApiDescription> ReadAsync(Uri gateway)
    {
        using var http = new HttpClient();
        using JsonDocument document = JsonDocument.Parse(await http.GetStringAsync(new Uri(gateway, "/openapi/v1.json")));
        return new ApiDescription(document.RootElement.Clone());
    }

    /// <summary>Returns where and why a value does not match a schema; null if it does.</summary>
    public string? FindFault(JsonElement value, JsonElement schema, string at = "$")
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return FindFault(value, _schemas.GetProperty(reference.GetString()!.Split('/')[^1]), at);
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            return choices.EnumerateArray().Any(choice => FindFault(value, choice, at) is null) ? null : $"{at} is none of its kinds";
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !IsOf(value, type))
        {
            return $"{at} is {value.ValueKind}, not {type}";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => FindObjectFault(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items) =>
                value.EnumerateArray().Select((item, i) => FindFault(item, items, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"))).FirstOrDefault(fault => fault is not null),
            _ => null,
        };
    }

    private string? FindObjectFault(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out JsonElement required)
            && required.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return $"{at}.{missing} is missing";
        }

        bool hasMore = schema.TryGetProperty("additionalProperties", out JsonElement more);
        bool hasProperties = schema.TryGetProperty("properties", out JsonElement properties);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(property.Name, out JsonElement known))
            {
                if (FindFault(property.Value, known, $"{at}.{property.Name}") is { } fault)
                {
                    return fault;
                }
            }
            else if (hasMore ? FindFault(property.Value, more, $"{at}.{property.Name}") is { } fault : hasProperties)
            {
                return hasMore ? FindFault(property.Value, more, $"{at}.{property.Name}") : $"{at}.{property.Name} is not described";
            }
        }

        return null;
    }

    private static bool IsOf(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOf(value, one))
        : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => value.ValueKind == JsonValueKind.Null,
        };

    private static Operation Read(string path, JsonProperty operation)
    {
        var answers = new Dictionary<int, DescribedResponse>();
        foreach (JsonProperty answer in operation.Value.GetProperty("responses").EnumerateObject())
        {
            JsonElement schema = default;
            string? type = null;
            if (answer.Value.TryGetProperty("content", out JsonElement content))
            {
                type = ((string[])[DescribedResponse.Json, DescribedResponse.Lines]).FirstOrDefault(name => content.TryGetProperty(name, out _));
                _ = type is not null && content.GetProperty(type).TryGetProperty("schema", out schema);
            }

            answers[int.Parse(answer.Name, NumberStyles.None, CultureInfo.InvariantCulture)] = new DescribedResponse(type, schema);
        }

        string[] names = operation.Value.TryGetProperty("parameters", out JsonElement parameters)
            ? [.. parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
            : [];
        return new Operation(operation.Name.ToUpperInvariant(), path, names, answers);
    }
}
