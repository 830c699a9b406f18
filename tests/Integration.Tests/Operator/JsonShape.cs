using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Footfall.Integration.Operator;

/// <summary>A whole response with the run-dependent values removed.</summary>
internal static class JsonShape
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="json">The response.</param>
    /// <param name="varying">Names of properties whose values are written as <c>*</c> unless they are null.</param>
    public static string Of(string json, params string[] varying)
    {
        JsonNode root = JsonNode.Parse(json)!;
        Blur(root, varying);
        return root.ToJsonString(Plain);
    }

    private static void Blur(JsonNode? node, string[] varying)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Blur(item, varying);
            }
        }
        else if (node is JsonObject item)
        {
            foreach ((string name, JsonNode? value) in item.ToArray())
            {
                if (varying.Contains(name) && value is not null)
                {
                    item[name] = "*";
                }
                else
                {
                    Blur(value, varying);
                }
            }
        }
    }
}
