using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Stats;

/// <summary>The first steps of a newcomer, word for word.</summary>
[Collection(Alone.Name)]
public sealed class WalkThroughTests(Servers servers)
{
    private const string Accepted = """{"success":true,"message":"Event received and queued for processing"}""";

    private const string Expected =
        """{"site_id":"site-abc-123","date":"2025-11-14","total_views":3,"unique_users":2,"top_paths":[{"path":"/pricing","views":2},{"path":"/","views":1}]}""";

    private static readonly string[] Posts =
    [
        """
        {
            "site_id": "site-abc-123",
            "event_type": "page_view",
            "path": "/",
            "user_id": "user-123",
            "timestamp": "2025-11-14T10:00:00Z"
          }
        """,
        """
        {
            "site_id": "site-abc-123",
            "event_type": "page_view",
            "path": "/pricing",
            "user_id": "user-456",
            "timestamp": "2025-11-14T10:05:00Z"
          }
        """,
        """
        {
            "site_id": "site-abc-123",
            "event_type": "page_view",
            "path": "/pricing",
            "user_id": "user-123",
            "timestamp": "2025-11-14T10:10:00Z"
          }
        """,
    ];

    [Fact]
    public async Task Three_posts_are_in_the_statistics_within_a_second()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        foreach (string post in Posts)
        {
            Assert.Equal(new GatewayResponse(202, Accepted, "application/json; charset=utf-8"), await gateway.PostAsync(Encoding.UTF8.GetBytes(post)));
        }

        await Eventually.GetAsync(
            "the walk-through's answer",
            () => gateway.GetAsync("/api/stats?site_id=site-abc-123&date=2025-11-14"),
            answer => answer is { Status: 200, Body: Expected, ContentType: "application/json; charset=utf-8" },
            TimeSpan.FromSeconds(1));
    }

    /// <summary>Runs all commands at once, as a reader pastes them, with a site that no other test uses.</summary>
    [Fact]
    public async Task Commands_of_the_README_pasted_at_once_end_with_the_answer_that_it_shows()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        Match shown = Regex.Match(readme, @"```sh\n(?<commands>curl [^`]+)```\s+```json\n(?<answer>[^`]+)```");
        Assert.True(shown.Success);
        string site = $"pasted-{Guid.NewGuid():N}";
        string commands = shown.Groups["commands"].Value
            .Replace("http://localhost:3000", (await servers.SharedAsync()).LocalCluster.GatewayAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("site-abc-123", site, StringComparison.Ordinal)
            .Replace("curl ", "curl --silent ", StringComparison.Ordinal);
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", commands]) { RedirectStandardOutput = true })!;
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        string last = output[(output.LastIndexOf("}{", StringComparison.Ordinal) + 1)..];
        JsonNode expected = JsonNode.Parse(shown.Groups["answer"].Value.Replace("site-abc-123", site, StringComparison.Ordinal))!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(last)), output);
    }
}
