using System.Text.Json;
using Footfall.Fuzz.Endpoints;
using Footfall.Fuzz.Wire;

namespace Footfall.Fuzz.Conversations;

/// <summary>Checks whether a response is one that the API may give to any request.</summary>
internal sealed class ResponseCheck(ApiDescription api)
{
    /// <summary>Statuses that any path may return for an invalid request; all others are in the description.</summary>
    private static readonly int[] Everywhere = [400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 431];

    /// <summary>Statuses returned before routing, without a body, after which the connection ends.</summary>
    private static readonly int[] BeforeRouting = [400, 405, 408, 413, 414, 431, 505];

    private static readonly string[] Leaks = ["Exception", "   at ", "Footfall.", "System.", "Microsoft.", "Npgsql"];

    /// <returns>The fault; null if there is none.</returns>
    public string? FindFault(WireResponse answer, Exchange exchange)
    {
        if (answer.Body.Length == 0 && answer.EndsConnection && BeforeRouting.Contains(answer.Status))
        {
            return null;
        }

        if (answer.Status == 503 && IsOfDashboard(exchange))
        {
            // Orleans' own page, which reports in its own words that the silos do not respond.
            return null;
        }

        if (answer.Status >= 500 && answer.Status != 503)
        {
            return "it is the server's fault";
        }

        if (answer.Status == 503 && answer.Header("Retry-After") is null && answer.Body.Length > 0 && !answer.Text.Contains("\"status\":", StringComparison.Ordinal))
        {
            return "it does not say when to try again";
        }

        return answer.Status >= 400 ? FindRefusalFault(answer, exchange) : FindSuccessFault(answer, exchange);
    }

    private static string? FindRefusalFault(WireResponse answer, Exchange exchange)
    {
        if (exchange.IsHead)
        {
            return null;
        }

        if (!answer.ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            return "a refusal is not JSON";
        }

        if (exchange.Operation is { } operation && !Everywhere.Contains(answer.Status) && !operation.Answers.ContainsKey(answer.Status))
        {
            return $"{operation.Method} {operation.Path} does not say that it answers {answer.Status}";
        }

        if (answer.Text.Contains("\"status\":", StringComparison.Ordinal) && answer.Status == 503)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(answer.Body);
        JsonElement root = json.RootElement;
        return root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("success", out JsonElement success) || success.ValueKind != JsonValueKind.False
                || !root.TryGetProperty("error", out JsonElement error) || error.ValueKind != JsonValueKind.String || error.GetString()!.Length == 0 ? "a refusal has no reason"
            : Array.Find(Leaks, leak => error.GetString()!.Contains(leak, StringComparison.Ordinal)) is { } found && !Printable(exchange).Contains(found, StringComparison.Ordinal) ? $"it tells of the inside: {found}"
            : null;
    }

    private string? FindSuccessFault(WireResponse answer, Exchange exchange)
    {
        if (exchange.Operation is not { } operation || answer.Status is not (>= 200 and < 300))
        {
            return null;
        }

        if (!operation.Answers.TryGetValue(answer.Status, out DescribedResponse? described))
        {
            return $"{operation.Method} {operation.Path} does not say that it answers {answer.Status}";
        }

        if (described.Schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        bool isLines = described.ContentType == DescribedResponse.Lines;
        if (answer.ContentType != (isLines ? DescribedResponse.Lines : "application/json; charset=utf-8"))
        {
            return "it is not of the type that is described";
        }

        string[] texts = isLines ? answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [answer.Text];
        return texts.Select(text => FindFault(text, described.Schema, exchange)).FirstOrDefault(fault => fault is not null);
    }

    private string? FindFault(string text, JsonElement schema, Exchange exchange)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        return api.FindFault(json.RootElement, schema)
            ?? (exchange.Site is { } site && json.RootElement.TryGetProperty("site_id", out JsonElement told) && told.GetString() != site ? $"it is about the site {told}, not {JsonSerializer.Serialize(site)}" : null);
    }

    private static bool IsOfDashboard(Exchange exchange) =>
        exchange.Bytes.AsSpan(0, exchange.Bytes.AsSpan().IndexOf((byte)'\r') + 1).IndexOf("/operator/grains"u8) >= 0;

    private static string Printable(Exchange exchange) => System.Text.Encoding.Latin1.GetString(exchange.Bytes);
}
