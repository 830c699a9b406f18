using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Footfall.Collect;

/// <summary>Shows one event in the OpenAPI document.</summary>
internal static class EventExample
{
    private const string Json =
        """
        {
          "site_id": "site-abc-123",
          "event_type": "purchase",
          "timestamp": "2026-11-30T19:30:01Z",
          "url": "https://example.com/checkout?utm_source=newsletter&utm_medium=email",
          "referrer": "https://news.example.org/spring",
          "title": "Checkout",
          "language": "de-AT",
          "screen_width": 1920,
          "props": { "plan": "pro", "seats": 3, "is_gift": false },
          "revenue": { "amount": 12.99, "currency": "EUR" }
        }
        """;

    public static Task AddToAsync(OpenApiOperation operation)
    {
        foreach (OpenApiMediaType body in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            body.Example = JsonNode.Parse(Json);
        }

        return Task.CompletedTask;
    }
}
