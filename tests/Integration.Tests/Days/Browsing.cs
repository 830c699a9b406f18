using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Days;

/// <summary>Sends the events of one site, as its pages and its programs do.</summary>
internal sealed class Browsing(GatewayClient gateway, string site)
{
    public const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    public const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
    public const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    /// <summary>Sends an event from a page, with the headers that a browser adds.</summary>
    /// <param name="userAgent">The browser.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="path">The path of the page.</param>
    /// <param name="type">The type of the event.</param>
    /// <param name="more">Other fields.</param>
    public async Task PageAsync(string userAgent, string time, string path, string type = "page_view", object? more = null)
    {
        GatewayResponse response = await TryPageAsync(userAgent, time, path, type, more);
        Assert.True(response.IsAccepted, $"{response}");
    }

    public Task<GatewayResponse> TryPageAsync(string userAgent, string time, string path, string type = "page_view", object? more = null)
    {
        HttpRequestMessage request = Post(Event(time, type, new { url = $"https://shop.example{path}", referrer = "https://news.example.org/spring?id=7" }, more));
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Accept-Language", "de-AT,de;q=0.8");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return gateway.SendAsync(request);
    }

    /// <summary>Sends an event from a program, whose own headers describe nobody.</summary>
    /// <param name="time">When it happened.</param>
    /// <param name="path">The path.</param>
    /// <param name="more">Other fields.</param>
    public async Task ProgramAsync(string time, string path, object? more = null)
    {
        HttpRequestMessage request = Post(Event(time, "page_view", new { path }, more));
        request.Headers.TryAddWithoutValidation("User-Agent", "curl/8.5.0");
        GatewayResponse response = await gateway.SendAsync(request);
        Assert.True(response.IsAccepted, $"{response}");
    }

    /// <summary>Asks for days, with every event that was accepted before.</summary>
    public async Task<string> GetAsync(string from, string to, string more = "")
    {
        GatewayResponse response = await gateway.GetAsync($"/api/sites/{Uri.EscapeDataString(site)}/days?from={from}&to={to}&wait=10s{more}");
        Assert.Equal((200, "application/json; charset=utf-8", "0"), (response.Status, response.ContentType, response.Queued));
        return response.Body;
    }

    /// <summary>Registers the site, or changes its settings.</summary>
    /// <param name="settings">The settings as JSON.</param>
    public async Task RegisterAsync(string settings)
    {
        GatewayResponse response = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/api/operator/sites/{Uri.EscapeDataString(site)}/settings")
        {
            Content = new StringContent(settings, new MediaTypeHeaderValue("application/json")),
        });
        Assert.True(response.Status == 200, $"{response}");
    }

    private static HttpRequestMessage Post(JsonObject fields) => new(HttpMethod.Post, "/api/event")
    {
        Content = new StringContent(fields.ToJsonString(), new MediaTypeHeaderValue("application/json")),
    };

    private JsonObject Event(string time, string type, params object?[] others)
    {
        var fields = new JsonObject { ["site_id"] = site, ["event_type"] = type, ["timestamp"] = time };
        foreach (object? other in others)
        {
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(other)?.AsObject() ?? [])
            {
                fields[name] = value?.DeepClone();
            }
        }

        return fields;
    }
}
