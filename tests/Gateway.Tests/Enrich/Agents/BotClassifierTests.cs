namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class BotClassifierTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

    private static readonly AgentClassifier Classifier = new();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t")]
    public void Missing_or_blank_User_Agent_is_no_browser(string userAgent) => Assert.Equal(
        new BotVerdict(BotLayer.Headers, BotKind.Unknown, "no User-Agent"), Classify(userAgent));

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", BotKind.Ai, "GPTBot")]
    [InlineData("mozilla/5.0 (compatible; googlebot/2.1; +http://www.google.com/bot.html)", BotKind.Search, "Googlebot")]
    [InlineData(" curl/8.5.0", BotKind.Library, "curl")]
    [InlineData("node", BotKind.Library, "Node.js")]
    [InlineData("WhatsApp/2.23.20.0", BotKind.Preview, "WhatsApp")]
    [InlineData("sqlmap/1.7#stable (https://sqlmap.org)", BotKind.Security, "sqlmap")]
    internal void Known_program_has_its_name_and_kind(string userAgent, BotKind kind, string name) => Assert.Equal(
        new BotVerdict(BotLayer.Pattern, kind, name), Classify(userAgent));

    [Theory]
    [InlineData("crawl-o-matic 3000 by Jim", "crawl")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Chrome/120 headless", "headless")]
    [InlineData("something/1.0", "^[\\w \\.\\-\\(?:\\):%]+(?:/v?\\d+(?:\\.\\d+)?(?:\\.\\d{1,10})*?)?(?:,|$)")]
    [InlineData("Robby the robot_ 1", "(?<! cu)bots?(?:\\b|_)")]
    public void Unknown_program_has_the_alternative_that_found_it(string userAgent, string alternative) => Assert.Equal(
        new BotVerdict(BotLayer.Pattern, BotKind.Unknown, "isbot: " + alternative), Classify(userAgent));

    [Fact]
    public void Headless_brand_gives_away_a_browser_that_hides_it_in_its_User_Agent() => Assert.Equal(
        new BotVerdict(BotLayer.Headers, BotKind.Automation, "headless client hints"),
        Classifier.ClassifyAnew(new AgentHeaders { UserAgent = Chrome, Brands = "\"HeadlessChrome\";v=\"153\", \"Chromium\";v=\"153\"" }).Bot);

    [Theory]
    [InlineData(Chrome, true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", true)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:156.0) Gecko/20100101 Firefox/156.0", true)]
    [InlineData("Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36", false)]
    [InlineData("Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15", false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 16_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", false)]
    public void Browser_without_a_language_is_none(string userAgent, bool isBot)
    {
        BotVerdict verdict = Classifier.ClassifyAnew(new AgentHeaders { UserAgent = userAgent, LacksAcceptLanguage = true }).Bot;

        Assert.Equal(isBot ? new BotVerdict(BotLayer.Headers, BotKind.Unknown, "no Accept-Language") : default, verdict);
        Assert.False(Classify(userAgent).IsBot);
    }

    /// <summary>They are metric tags and rows of a report, so their number must not grow with what is sent.</summary>
    [Fact]
    public void Reasons_come_from_our_own_lists()
    {
        HashSet<string> reasons =
        [
            "no User-Agent", "no Accept-Language", "headless client hints",
            .. DataFile.Open("bots.tsv").Rows().Select(row => row.Cells.Length > 2 ? row.Cells[2] : ""),
            .. DataFile.Open("isbot.txt").Rows().Select(row => "isbot: " + row.Cells[0]),
        ];

        Assert.All(GoldenAgent.All, golden => Assert.Contains(Classify(golden.UserAgent).Reason ?? "no User-Agent", reasons));
    }

    private static BotVerdict Classify(string userAgent) => Classifier.ClassifyAnew(new AgentHeaders { UserAgent = userAgent }).Bot;
}
