using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.SideBySide;

/// <summary>Posts many events in few requests.</summary>
internal static class Batches
{
    private const int EventsPerRequest = 500;

    /// <summary>Sends events, all of which must be accepted.</summary>
    public static async Task<Tally> SendAsync(GatewayClient gateway, NumberedEvents events, int count)
    {
        var tally = new Tally();
        foreach (SentEvent[] batch in events.Take(count).Chunk(EventsPerRequest))
        {
            var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(batch));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            GatewayResponse response = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/events") { Content = content });
            Assert.True(response.IsAccepted && response.Body.Contains("\"rejected\":[]", StringComparison.Ordinal), response.ToString());
            Array.ForEach(batch, sent => tally.Add(sent, response));
        }

        return tally;
    }
}
