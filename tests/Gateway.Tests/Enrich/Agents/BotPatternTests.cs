using System.Text.RegularExpressions;

namespace Footfall.Enrich;

/// <summary>The parts that make the pattern fast mean together what the package's one expression means.</summary>
[Trait("Tier", "fast")]
public sealed class BotPatternTests
{
    private const int Seed = 20261201;

    private static readonly DataFile File = DataFile.Open("isbot.txt");
    private static readonly BotPattern Pattern = BotPattern.Read(File);
    private static readonly string[] Lines = [.. File.Rows().Select(row => row.Cells[0])];
    private static readonly Regex Whole = new(string.Join('|', Lines), BotAlternative.Options);

    [Fact]
    public void Real_strings_give_the_same() => Assert.All(
        GoldenAgent.All, golden => Assert.Equal(Whole.IsMatch(golden.UserAgent), Pattern.Find(golden.UserAgent) is not null));

    [Fact]
    public void Mixtures_of_real_strings_and_of_the_pattern_give_the_same()
    {
        var random = new Random(Seed);
        int bots = 0;
        for (int i = 0; i < 1500; i++)
        {
            string first = GoldenAgent.All[random.Next(GoldenAgent.All.Count)].UserAgent;
            string second = GoldenAgent.All[random.Next(GoldenAgent.All.Count)].UserAgent;
            string mixture = first[..random.Next(first.Length + 1)] + (random.Next(3) == 0 ? Lines[random.Next(Lines.Length)] : "") + second[random.Next(second.Length + 1)..];

            bool isBot = Pattern.Find(mixture) is not null;
            Assert.True(Whole.IsMatch(mixture) == isBot, mixture);
            bots += isBot ? 1 : 0;
        }

        Assert.InRange(bots, 150, 1450);
    }

    [Fact]
    public void Most_alternatives_are_plain_texts() => Assert.InRange(
        Lines.Count(line => BotAlternative.Parse(line).Literal is not null), 150, Lines.Length);

    [Theory]
    [InlineData("crawl", "crawl", false)]
    [InlineData("^php", "php", true)]
    [InlineData("[ ]deusu/", " deusu/", false)]
    [InlineData("^swcd[ ]", "swcd ", true)]
    [InlineData("mail\\.ru/", "mail.ru/", false)]
    [InlineData("\\(\\)", "()", false)]
    [InlineData("\\|", "|", false)]
    [InlineData("rss\\b", null, false)]
    [InlineData("java(?!;)", null, false)]
    [InlineData("^zdm/\\d", null, true)]
    public void Plain_texts_are_recognized(string expression, string? literal, bool isAnchored)
    {
        BotAlternative alternative = BotAlternative.Parse(expression);

        Assert.Equal((literal, isAnchored), (alternative.Literal, alternative.IsAnchored));
    }

    [Fact]
    public void Line_that_is_no_expression_is_named()
    {
        var exception = Assert.Throws<DataFileException>(() => BotPattern.Read(new DataFile("mine.txt", "# mine\ncrawl\nbot(\nend\n")));

        Assert.StartsWith("mine.txt:3: not a regular expression (", exception.Message);
    }
}
