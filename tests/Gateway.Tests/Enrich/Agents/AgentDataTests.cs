using System.Text.RegularExpressions;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed partial class AgentDataTests
{
    [Theory]
    [InlineData("browsers.tsv")]
    [InlineData("systems.tsv")]
    [InlineData("devices.tsv")]
    [InlineData("bots.tsv")]
    [InlineData("isbot.txt")]
    public void File_begins_with_its_source_licence_and_version(string name)
    {
        string head = string.Join(' ', DataFile.Open(name).Text.Split('\n').TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]));

        Assert.Contains("Source: ", head);
        Assert.Contains("Licence: ", head);
        Assert.Matches(Version(), head);
    }

    /// <summary>An editor that trims lines must not change what a file means.</summary>
    [Theory]
    [InlineData("browsers.tsv")]
    [InlineData("systems.tsv")]
    [InlineData("devices.tsv")]
    [InlineData("bots.tsv")]
    [InlineData("isbot.txt")]
    public void Lines_end_without_a_space(string name) =>
        Assert.All(DataFile.Open(name).Text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));

    [Theory]
    [InlineData("browsers.tsv")]
    [InlineData("systems.tsv")]
    [InlineData("devices.tsv")]
    [InlineData("bots.tsv")]
    public void Token_stands_in_one_line_only(string name) => Assert.Empty(
        DataFile.Open(name).Rows().GroupBy(row => row.Cells[0]).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    [Theory]
    [InlineData("A/\tB", "mine.tsv:2: a rule has a token, a name and the place of the version.")]
    [InlineData("A/\tB\t=", "mine.tsv:2: a version that is read has 1 or 2 parts.")]
    [InlineData("A/\tB\t=\t3", "mine.tsv:2: a version that is read has 1 or 2 parts.")]
    public void Faulty_rule_is_named(string line, string message) => Assert.Equal(
        message, Assert.Throws<DataFileException>(() => AgentTable.Read(new DataFile("mine.tsv", "# mine\n" + line + "\nend"))).Message);

    [Theory]
    [InlineData("A/", "mine.tsv:1: a rule has a token and a class of devices.")]
    [InlineData("A/\tToaster", "mine.tsv:1: a rule has a token and a class of devices.")]
    public void Faulty_device_is_named(string line, string message) => Assert.Equal(
        message, Assert.Throws<DataFileException>(() => DeviceDetector.Read(new DataFile("mine.tsv", line + "\nend"))).Message);

    [Theory]
    [InlineData("x", "mine.tsv:1: a bot has a token and a kind.")]
    [InlineData("xbot\tRobot\tX", "mine.tsv:1: a bot has a token and a kind.")]
    [InlineData("xbot\tSearch", "mine.tsv:1: a bot has a name.")]
    public void Faulty_bot_is_named(string line, string message) => Assert.Equal(
        message, Assert.Throws<DataFileException>(() => KnownBots.Read(new DataFile("mine.tsv", line + "\nend"))).Message);

    [GeneratedRegex(@"Version: (\d+\.\d+\.\d+|\d{4}-\d\d-\d\d)\.")]
    private static partial Regex Version();
}
