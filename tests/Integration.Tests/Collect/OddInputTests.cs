using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Valid but unusual input is accepted and counted as what it is.</summary>
public sealed class OddInputTests(Servers servers)
{
    private const string Mark = "\uFEFF";

    /// <summary>One moment written by JavaScript, Python, Java, Ruby, PHP, Go, .NET, Swift, PostgreSQL, SQL Server, date(1), AWS.</summary>
    private static readonly string[] Times =
    [
        "2025-11-14T23:15:00.000Z", "2025-11-14T23:15:00+0000", "2025-11-15 00:15:00.123456+01:00", "2025-11-15T00:15+01:00[Europe/Paris]", "2025-11-15 00:15:00 +0100", "2025-11-14 23:15:00 UTC",
        "2025-11-15T00:15:00+01:00", "2025-11-14T23:15:00.123456789Z", "2025-11-14T23:15:00.1234567Z", "2025-11-14 23:15:00 +0000", "2025-11-14 23:15:00+00", "2025-11-14 23:15:00.0000000 +00:00",
        "2025-11-15T00:15:00,123456789+01:00", "20251114T231500Z", "2025-W46-5T23:15:00Z", "2025-318T23:15:00Z", "2025-11-14T23:15Z", "+002025-11-14T23:15:00Z",
    ];

    [Fact]
    public async Task Time_in_the_form_of_any_library_is_that_moment()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        string site = $"times-{Guid.NewGuid():N}";
        string[] events = [.. Times.Select((time, i) => Event(site, $"u{i}", time))];
        foreach (string json in events)
        {
            GatewayResponse response = await gateway.PostAsync(Encoding.UTF8.GetBytes(json));
            Assert.True(response.IsAccepted, $"{json}: {response}");
        }

        Assert.Equal((202, Times.Length), await PostAsync(gateway, $"[{string.Join(',', events)}]", "application/json"));
        await AssertStatsAsync(gateway, $"{site}&date=2025-11-14", Times.Length * 2, Times.Length);
    }

    [Fact]
    public async Task Byte_order_mark_before_events_is_passed_over()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        string site = $"marks-{Guid.NewGuid():N}";
        string one = Event(site, "u", "2025-11-14T10:00:00Z");
        Assert.Equal(202, (await gateway.PostAsync(Encoding.UTF8.GetBytes(Mark + one))).Status);
        Assert.Equal((202, 2), await PostAsync(gateway, $"{Mark}[{one},{one}]", "application/json"));
        Assert.Equal((202, 2), await PostAsync(gateway, $"{Mark}{one}\r\n{Mark}{one}\r\n", "application/x-ndjson"));
        Assert.StartsWith("The request body is UTF-16, not UTF-8", JsonError.AssertRefusal(await gateway.PostAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(one)]), 400), StringComparison.Ordinal);
        Assert.StartsWith("The request body is UTF-16, not UTF-8", JsonError.AssertRefusal(await gateway.PostAsync(Encoding.Unicode.GetBytes(one)), 400), StringComparison.Ordinal);
        await AssertStatsAsync(gateway, site, 5, 1);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/ndjson")]
    [InlineData("application/jsonl; charset=utf-8")]
    [InlineData("Application/X-JSONLines")]
    [InlineData("application/jsonlines")]
    [InlineData("application/json-lines")]
    [InlineData("application/x-jsonl")]
    [InlineData("text/x-ndjson")]
    [InlineData("text/jsonl")]
    public async Task Lines_are_taken_by_any_name_of_theirs(string type)
    {
        string one = Event($"lines-{Guid.NewGuid():N}", "u", "2025-11-14T10:00:00Z");
        Assert.Equal((202, 2), await PostAsync((await servers.SharedAsync()).Gateway, $"{one}\n{one}", type));
    }

    [Fact]
    public async Task Sequence_of_JSON_texts_is_taken()
    {
        string one = Event($"sequence-{Guid.NewGuid():N}", "u", "2025-11-14T10:00:00Z").Replace(",", ",\n", StringComparison.Ordinal);
        Assert.Equal((202, 2), await PostAsync((await servers.SharedAsync()).Gateway, $"\u001e{one}\n\u001e{one}\n", "application/json-seq"));
    }

    [Fact]
    public async Task Empty_user_is_none_everywhere()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        string site = $"nobody-{Guid.NewGuid():N}";
        string nobody = Event(site, "", "2025-11-14T10:00:00Z");
        Assert.Equal(202, (await gateway.PostAsync(Encoding.UTF8.GetBytes(nobody))).Status);
        Assert.Equal((202, 2), await PostAsync(gateway, $"[{nobody},{nobody.Replace("\"user_id\":\"\"", "\"user\\u005fid\":\"\"", StringComparison.Ordinal)}]", "application/json"));
        Assert.Equal((202, 1), await PostAsync(gateway, nobody.Replace("\"user_id\":\"\"", "\"user_id\":\"u\",\"user_id\":\"\"", StringComparison.Ordinal), "application/x-ndjson"));
        Assert.Equal(202, (await gateway.PostAsync(Encoding.UTF8.GetBytes(Event(site, "somebody", "2025-11-14T10:00:00Z")))).Status);
        await AssertStatsAsync(gateway, site, 5, 1);
        Assert.Equal(400, (await gateway.SendAsync(HttpMethod.Get, $"/api/sites/{site}/users?user_id=")).Status);
    }

    /// <summary>Otherwise, all events of a sender that always writes the field would be copies of its first.</summary>
    [Fact]
    public async Task Empty_event_id_makes_no_event_a_copy()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        string site = $"no-ids-{Guid.NewGuid():N}";
        string one = Event(site, "u", "2025-11-14T10:00:00Z").Replace("{", "{\"event_id\":\"\",", StringComparison.Ordinal);
        Assert.Equal((202, 3), await PostAsync(gateway, $"[{one},{one},{one}]", "application/json"));
        await AssertStatsAsync(gateway, site, 3, 1);
    }

    private static async Task AssertStatsAsync(GatewayClient gateway, string query, int views, int users)
    {
        GatewayResponse response = await gateway.GetAsync($"/api/stats?site_id={query}&wait=20s");
        Assert.Equal(200, response.Status);
        using JsonDocument stats = JsonDocument.Parse(response.Body);
        Assert.Equal((views, users), (stats.RootElement.GetProperty("total_views").GetInt32(), stats.RootElement.GetProperty("unique_users").GetInt32()));
    }

    private static async Task<(int Status, int Accepted)> PostAsync(GatewayClient gateway, string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        GatewayResponse response = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/events") { Content = content });
        return (response.Status, response.Status == 202 ? JsonDocument.Parse(response.Body).RootElement.GetProperty("accepted").GetInt32() : -1);
    }

    private static string Event(string site, string user, string time) =>
        $$"""{"site_id":"{{site}}","event_type":"page_view","path":"/","user_id":"{{user}}","timestamp":"{{time}}"}""";
}
