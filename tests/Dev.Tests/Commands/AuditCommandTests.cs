namespace Footfall.Dev.Commands;

/// <summary>What <c>audit</c> takes and prints.</summary>
[Trait("Tier", "fast")]
public sealed class AuditCommandTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true, "--mend")]
    [InlineData("a", false, "a")]
    [InlineData("a", true, "a", "--mend")]
    [InlineData("a", true, "--mend", "a")]
    public void A_site_and_the_option_are_read_in_any_order(string? site, bool mend, params string[] words) =>
        Assert.Equal(new AuditArguments(site, mend), AuditArguments.Read(words));

    [Theory]
    [InlineData("a", "b")]
    [InlineData("--repair")]
    [InlineData("--mend", "--mend")]
    [InlineData("")]
    public void Other_words_are_refused(params string[] words) => Assert.Null(AuditArguments.Read(words));

    [Theory]
    [InlineData(1, "a: 1 day (UTC), 0 differences")]
    [InlineData(3, "a: 3 days (UTC), 0 differences")]
    public void A_site_without_differences_is_one_line(int days, string expected) =>
        Assert.Equal([expected], AuditCommand.Table("a", new SiteAudit("UTC", days, 0, [], null)));

    [Fact]
    public void Differences_are_a_table_without_control_characters()
    {
        var day = new DateOnly(2026, 3, 14);
        string[] lines = [.. AuditCommand.Table("a", new SiteAudit("UTC", 3, 3, [new(day, false, "views", 1, 2), new(day, true, "exits /\u001b[2J", 0, 1)], 0))];
        Assert.Equal(
            [
                "a: 3 days (UTC), 3 differences, 0 left after mending",
                "  day        of             counted        answered figure",
                "  2026-03-14 people               1               2 views",
                "  2026-03-14 bots                 0               1 \"exits /\\u001B[2J\"",
                "  and 1 more",
            ],
            lines);
    }
}
