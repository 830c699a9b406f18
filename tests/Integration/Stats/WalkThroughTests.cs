using System.Text;
using Footfall.Integration.Stacks;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Stats;

/// <summary>The first thing that a newcomer does, word for word.</summary>
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
        GatewayClient gateway = (await servers.CalmAsync()).Gateway;
        foreach (string post in Posts)
        {
            Assert.Equal(new Answer(202, Accepted, "application/json; charset=utf-8"), await gateway.PostAsync(Encoding.UTF8.GetBytes(post)));
        }

        await Eventually.GetAsync(
            "the walk-through's answer",
            () => gateway.GetAsync("/api/stats?site_id=site-abc-123&date=2025-11-14"),
            answer => answer is { Status: 200, Body: Expected, ContentType: "application/json; charset=utf-8" },
            TimeSpan.FromSeconds(1));
    }
}
