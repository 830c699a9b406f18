using System.Text;

namespace Footfall.Enrich;

[Trait("Tier", "fast")]
public sealed class SourceTableTests
{
    private const string Valid = "# comment\n\nA\tsearch\ta.example $ads.a.example *.b.example c.* *.d.*\tx $y\nB\tother\t\nend\n";

    [Theory]
    [InlineData("a.example", "A")]
    [InlineData("ads.a.example", "A")]
    [InlineData("x.a.example", null)]
    [InlineData("b.example", "A")]
    [InlineData("x.y.b.example", "A")]
    [InlineData("xb.example", null)]
    [InlineData("c.de", "A")]
    [InlineData("c.co.uk", "A")]
    [InlineData("x.c.de", null)]
    [InlineData("c.example.com", null)]
    [InlineData("c", null)]
    [InlineData("c.1", null)]
    [InlineData("d.com.br", "A")]
    [InlineData("x.d.com.br", "A")]
    [InlineData("d.x.de", null)]
    public void Host_IsFoundByItsRule(string host, string? expected) => Assert.Equal(expected ?? host, Resolve(Read(Valid), "", host).Name);

    [Theory]
    [InlineData("x", "A", false)]
    [InlineData("X", "A", false)]
    [InlineData("y", "A", true)]
    [InlineData("a", "A", false)]
    [InlineData("b", "B", false)]
    [InlineData("A.Example", "A", false)]
    [InlineData("WWW.a.example", "A", false)]
    [InlineData("ads.a.example", "A", true)]
    [InlineData("Z", "Z", false)]
    public void Tag_IsFoundInAnyCase(string tag, string name, bool isPaid) => Assert.Equal((name, isPaid), Resolve(Read(Valid), tag, "c.de"));

    [Theory]
    [InlineData(1, "A\nend\n", "1 columns")]
    [InlineData(1, "A\tsearch\nend\n", "2 columns")]
    [InlineData(2, "#\nA\tsearch\ta.example\tx\ty\nend\n", "5 columns")]
    [InlineData(1, "\tsearch\ta.example\nend\n", "the name is empty")]
    [InlineData(1, " A\tsearch\ta.example\nend\n", "not plain text")]
    [InlineData(1, "A\uFFFD\tsearch\ta.example\nend\n", "not plain text")]
    [InlineData(1, "A\tsearching\ta.example\nend\n", "no category \"searching\"")]
    [InlineData(1, "A\t1\ta.example\nend\n", "no category \"1\"")]
    [InlineData(1, "A\tSearch\ta.example\nend\n", "no category \"Search\"")]
    [InlineData(1, "A\tsearch\thttps://a.example\nend\n", "\"https://a.example\" is no host")]
    [InlineData(1, "A\tsearch\ta.example/path\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\tA.example\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\twww.a.example\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\ta.*.example\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\t*\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\t*.*\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\tlocalhost\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\t$\nend\n", "is no host")]
    [InlineData(1, "A\tsearch\tandroid-app://\nend\n", "is no host")]
    [InlineData(2, "A\tsearch\ta.example\nB\tsearch\ta.example\nend\n", "already there, for A")]
    [InlineData(2, "A\tsearch\ta.example\na\tsearch\tb.example\nend\n", "already there, for A")]
    [InlineData(2, "A\tsearch\ta.example\tx\nB\tsearch\tb.example\tX\nend\n", "already there, for A")]
    [InlineData(1, "A\tsearch\ta.example\t$\nend\n", "a tag is empty")]
    [InlineData(2, "A\tsearch\ta.example\n", "may be incomplete")]
    [InlineData(2, "A\tsearch\ta.example\nen", "may be incomplete")]
    [InlineData(1, "", "may be incomplete")]
    [InlineData(1, "end\n", "there is no source")]
    [InlineData(3, "A\tsearch\ta.example\nend\nB\tsearch\tb.example\n", "nothing may follow")]
    public void Table_ThatIsDamaged_IsRefusedWithItsLineAndFault(int line, string text, string fault)
    {
        DataFileException error = Assert.Throws<DataFileException>(() => Read(text));

        Assert.Equal(line, error.Line);
        Assert.StartsWith($"mine.tsv:{line}: ", error.Message);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_CutAnywhere_IsRefused()
    {
        for (int length = 0; length < Valid.Length - 1; length++)
        {
            string part = Valid[..length];
            Assert.Throws<DataFileException>(() => Read(part));
        }
    }

    [Fact]
    public void Table_WithWindowsLineEnds_IsTheSame() => Assert.Equal("A", Resolve(Read(Valid.Replace("\n", "\r\n", StringComparison.Ordinal)), "", "b.example").Name);

    [Fact]
    public void OwnTable_IsReadWhole()
    {
        IReadOnlyList<KnownSource> sources = SourceTable.Default.Sources;

        Assert.InRange(sources.Count, 250, 400);
        Assert.All(Enum.GetValues<SourceCategory>(), category => Assert.Contains(sources, source => source.Category == category));
    }

    /// <summary>Click ids are matched with their networks by name.</summary>
    [Fact]
    public void OwnTable_HasEachNetworkOfAdvertisements() => Assert.All(
        Enum.GetValues<ClickIdKind>().Select(AdClick.Of).OfType<AdClick>(),
        click => Assert.Contains(SourceTable.Default.Sources, source => source.Name == click.Network && source.Category == click.Category));

    private static SourceTable Read(string text) => SourceTable.Read(new DataFile("mine.tsv", text));

    private static (string Name, bool IsPaid) Resolve(SourceTable table, string tag, string host)
    {
        Referrer referrer = Referrer.Read(Encoding.UTF8.GetBytes($"https://{host}/"), default, new byte[Referrer.ScratchBytes]);
        TrafficSource source = table.Resolve(Encoding.UTF8.GetBytes(tag), referrer);
        return (Encoding.UTF8.GetString(source.Name), source.IsPaid);
    }
}
