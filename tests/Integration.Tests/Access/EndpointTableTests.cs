using System.Text.Json;
using Footfall.Dev.Docs;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>
/// Checks that the table in docs/access-matrix.md matches the responses of a real gateway. The routes come from the OpenAPI document,
/// so every new route must be added to the table.
/// </summary>
[Collection(RegisteredModeWithoutSignIn.Name)]
public sealed class EndpointTableTests(RegisteredModeFixture fixture)
{
    private const string Site = "table";

    /// <summary>Routes missing from the OpenAPI document.</summary>
    private static readonly (string Method, string Route)[] Undocumented =
    [
        ("GET", "/"), ("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics"), ("GET", "/openapi/v1.json"), ("GET", "/operator"), ("GET", "/operator/grains/"),
    ];

    [Fact]
    public async Task Table_of_the_access_matrix_is_what_is_answered()
    {
        await fixture.RegisterAsync(Site);
        await fixture.RegisterAsync("other");
        await fixture.RegisterAsync("removed");
        string[] keys =
        [
            await fixture.MakeSiteKeyAsync("read", "other"),
            await fixture.MakeSiteKeyAsync("read", Site),
            await fixture.MakeSiteKeyAsync("write", Site),
            await fixture.MakeKeyAsync(fixture.Key, """{"name":"operator","scope":"operator"}"""),
            await ExpiredAsync(),
            await fixture.MakeSiteKeyAsync("read", Site),
        ];
        await fixture.RevokeAsync(keys[5]);
        string metrics = await fixture.MakeKeyAsync(fixture.Key, """{"name":"metrics","scope":"metrics"}""");

        var rows = new List<string>
        {
            "| | no key | read key of another site | read key | write key | operator's key | expired | revoked |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
        };
        foreach ((string method, string route) in (await DocumentedAsync()).Concat(Undocumented).OrderBy(one => one.Route, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal))
        {
            int withMetricsKey = await StatusAsync(method, route, metrics);
            var statuses = new List<int>();
            foreach (string? key in keys.Prepend(null))
            {
                statuses.Add(await StatusAsync(method, route, key));
            }

            // As stated above the table.
            Assert.Equal((method, route, statuses[1]), (method, route, withMetricsKey));
            rows.Add($"| `{method} {route}` | {string.Join(" | ", statuses)} |");
        }

        string table = string.Join('\n', rows);
        await GeneratedPart.AssertAsync("docs/access-matrix.md", "access", table);
    }

    /// <summary>Creates a key that has already expired.</summary>
    private async Task<string> ExpiredAsync()
    {
        string key = await fixture.MakeKeyAsync(fixture.Key, """{"name":"expired","scope":"operator","expires_in_days":1}""");
        await fixture.Footfall.Store.ScalarAsync<long>(
            """
            WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version),
            expired AS (UPDATE access_keys SET expires_at = now() - interval '1 second', version = moved.version FROM moved WHERE name = 'expired' RETURNING 1)
            SELECT count(*) FROM expired
            """);
        await Eventually.GetAsync("the key has expired", () => fixture.SendAsync(HttpMethod.Get, "/api/operator/keys", key), answer => answer.Status == 401);
        return key;
    }

    private async Task<IEnumerable<(string Method, string Route)>> DocumentedAsync()
    {
        GatewayResponse document = await fixture.SendAsync(HttpMethod.Get, "/openapi/v1.json", null);
        return [.. JsonDocument.Parse(document.Body).RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name)))];
    }

    /// <summary>Returns the status from the response headers, because a live stream never ends.</summary>
    private async Task<int> StatusAsync(string method, string route, string? key)
    {
        // Removing a site also removes its keys.
        string site = (method, route) is ("DELETE", "/api/operator/sites/{site_id}/settings") ? "removed" : Site;
        string path = route.Replace("{site_id}", site, StringComparison.Ordinal).Replace("{key}", "none", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal)
            .Replace("{user_id}", "nobody", StringComparison.Ordinal)
            + (route is "/api/stats" ? $"?site_id={Site}"
                : route is "/api/sites/{site_id}/days" ? "?from=2026-01-01&to=2026-01-31"
                : method == "DELETE" && route.Contains("{user_id}", StringComparison.Ordinal) ? $"?site_id={site}&user_id=nobody"
                : method == "DELETE" && route.Contains("{site_id}", StringComparison.Ordinal) ? $"?site_id={site}" : "");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method is "POST" or "PUT" ? new StringContent(Body(method, route), System.Text.Encoding.UTF8, "application/json") : null;
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using HttpResponseMessage response = await fixture.Footfall.Gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }

    private static string Body(string method, string route) => (method, route) switch
    {
        ("POST", "/api/event") => JsonSerializer.Serialize(RegisteredModeFixture.Event(Site)),
        ("POST", "/api/events") => JsonSerializer.Serialize(new[] { RegisteredModeFixture.Event(Site) }),
        ("PUT", "/api/operator/sites/{site_id}/settings") => """{"name":"A site"}""",
        _ => "{}",
    };
}
