using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Integration.Collect;
using Footfall.Integration.Days;
using Footfall.Integration.Drain;
using Footfall.Integration.Operator;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Privacy;

/// <summary>Who has no user id can have their events of today exported and erased all the same, by address and User-Agent.</summary>
public sealed class VisitorPrivacyTests(ThreeSilos fixture) : IClassFixture<ThreeSilos>
{
    private readonly GatewayClient _gateway = fixture.Footfall.Gateway;

    [Fact]
    public async Task A_visitor_is_found_exported_and_erased_and_others_stay()
    {
        const string Site = "visitor/of today";
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var browsing = new Browsing(_gateway, Site);
        await browsing.PageAsync(Browsing.Firefox, $"{today}T00:00:01Z", "/a");
        await browsing.PageAsync(Browsing.Firefox, $"{today}T00:00:02Z", "/b");
        await browsing.PageAsync(Browsing.Chrome, $"{today}T00:00:03Z", "/c");
        await browsing.PageAsync(Browsing.Firefox, $"{today}T00:00:04Z", "/d", more: new { user_id = "alice" });
        await browsing.ProgramAsync($"{today}T00:00:05Z", "/e", new { ip = "203.0.113.7", user_agent = Browsing.Firefox });

        string visitor = await FindAsync(Site, today, "127.0.0.1", Browsing.Firefox);
        Assert.Equal(["/a", "/b"], await ExportAsync(Site, visitor));
        Assert.Equal(["/c"], await ExportAsync(Site, await FindAsync(Site, today, "::ffff:127.0.0.1", Browsing.Chrome)));
        Assert.Equal(["/e"], await ExportAsync(Site, await FindAsync(Site, today, "203.0.113.7", Browsing.Firefox)));
        Assert.Empty(await ExportAsync(Site, await FindAsync(Site, today, "203.0.113.8", Browsing.Firefox)));

        string path = PathOf(Site, visitor);
        GatewayResponse unconfirmed = await _gateway.SendAsync(HttpMethod.Delete, $"{path}?site_id={Uri.EscapeDataString(Site)}");
        JsonError.AssertRefusal(unconfirmed, 400);
        Assert.Contains($"visitor is required and must repeat the one in the path: add ?visitor={visitor}", unconfirmed.Body, StringComparison.Ordinal);
        string id = await ErasureStatus.EraseAtAsync(_gateway, path, $"?site_id={Uri.EscapeDataString(Site)}&visitor={visitor}");
        await browsing.PageAsync(Browsing.Firefox, $"{today}T00:00:06Z", "/later");
        await ErasureStatus.WaitAsync(_gateway, Site, id);

        Assert.Equal(["/later"], await ExportAsync(Site, visitor));
        Assert.Equal(
            ["/c", "/d", "/e", "/later"],
            (await fixture.Footfall.Store.ReadAsync("SELECT path, 1 FROM events WHERE site_id = $1", row => KeyValuePair.Create(row.GetString(0), 1), Site)).Keys.Order());
        using JsonDocument days = JsonDocument.Parse(await browsing.GetAsync(today, today));
        JsonElement total = days.RootElement.GetProperty("total");
        Assert.Equal((4, 4), (total.GetProperty("visitors").GetInt32(), total.GetProperty("views").GetInt32()));
        Assert.DoesNotContain(visitor, (await _gateway.GetAsync($"/api/sites/{Uri.EscapeDataString(Site)}/erasures")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor, (await _gateway.GetAsync("/api/operator/audit-log")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "address or user_agent is required")]
    [InlineData("""{"address":"nowhere","user_agent":"x"}""", "address must be an IP address")]
    [InlineData("""{"user_agent":7}""", "malformed")]
    public async Task What_describes_nobody_is_refused(string body, string expected)
    {
        GatewayResponse response = await LookUpAsync("s", body);
        Assert.Contains(expected, response.Body, StringComparison.Ordinal);
        Assert.Equal(400, response.Status);
    }

    [Theory]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde")]
    [InlineData("alice")]
    public async Task What_is_no_visitor_is_refused(string visitor)
    {
        Assert.Contains("16 hexadecimal digits", JsonError.AssertRefusal(await _gateway.GetAsync(PathOf("s", visitor)), 400), StringComparison.Ordinal);
        Assert.Contains("16 hexadecimal digits", JsonError.AssertRefusal(await _gateway.SendAsync(HttpMethod.Delete, $"{PathOf("s", visitor)}?site_id=s&visitor={visitor}"), 400), StringComparison.Ordinal);
    }

    private static string PathOf(string site, string visitor) => $"/api/sites/{Uri.EscapeDataString(site)}/visitors/{visitor}";

    private async Task<string> FindAsync(string site, string date, string address, string userAgent)
    {
        GatewayResponse response = await LookUpAsync(site, JsonSerializer.Serialize(new { address, user_agent = userAgent }));
        Assert.True(response.Status == 200, $"{response}");
        using JsonDocument found = JsonDocument.Parse(response.Body);
        return found.RootElement.GetProperty("visitors").EnumerateArray().Single(visitor => visitor.GetProperty("date").GetString() == date).GetProperty("visitor").GetString()!;
    }

    private Task<GatewayResponse> LookUpAsync(string site, string body) => _gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{TwoSilos.PathOf(site)}/visitors/lookup")
    {
        Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
    });

    private async Task<string[]> ExportAsync(string site, string visitor)
    {
        GatewayResponse response = await _gateway.GetAsync(PathOf(site, visitor));
        Assert.True(response.Status == 200, $"{response}");
        return
        [
            .. response.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                using JsonDocument item = JsonDocument.Parse(line);
                Assert.Equal(visitor, item.RootElement.GetProperty("visitor").GetString());
                Assert.False(item.RootElement.TryGetProperty("user_id", out _));
                return item.RootElement.GetProperty("path").GetString()!;
            }),
        ];
    }
}
