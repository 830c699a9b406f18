using CsCheck;

namespace Footfall.Days;

public sealed class DayPartsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 1)]
    [InlineData(1_000_001, 2)]
    [InlineData(2_000_001, 4)]
    [InlineData(50_000_000, 64)]
    [InlineData(long.MaxValue, 1 << 30)]
    public void Parts_AreThePowerOfTwoThatKeepsThemNearAMillionEvents(long events, int parts) => Assert.Equal(parts, DaySegment.PartsFor(events));

    [Fact]
    public void Visitor_IsInOnePart_ThatMorePartsDivide() => Gen.Select(Histories.Event, Histories.Event).Sample((one, other) =>
    {
        DayEvent same = other with { UserId = one.UserId, Visitor = one.Visitor };

        Assert.Equal(0, DaySegment.PartOf(one, 1));
        Assert.Equal(DaySegment.PartOf(one, 8), DaySegment.PartOf(one, 16) % 8);
        Assert.Equal(DaySegment.PartOf(one, 64), DaySegment.PartOf(DayModel.Normalized(one), 64));
        if (DayModel.Visitor(one) is not null)
        {
            Assert.Equal(DaySegment.PartOf(one, 64), DaySegment.PartOf(same, 64));
        }
    });

    [Theory]
    [InlineData("users")]
    [InlineData("cookieless")]
    [InlineData("nobody")]
    [InlineData("nobody at once")]
    public void Parts_AreAboutEqual(string who)
    {
        int[] counts = new int[16];
        for (int i = 0; i < 16_000; i++)
        {
            counts[DaySegment.PartOf(new DayEvent(
                who == "nobody at once" ? 0 : i * Histories.Minute, who == "users" ? $"user-{i}" : null, who == "cookieless" ? i : null, "page_view", $"/{i}",
                null, null, null, null, null, null, null, null, null, false), 16)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(3)]
    public void Number_OfParts_IsAPowerOfTwo(int parts) => Assert.Throws<ArgumentOutOfRangeException>(() => DaySegment.PartOf(default, parts));

    /// <summary>Stored parts were divided so; these numbers never change.</summary>
    [Fact]
    public void Parts_AreWhatTheyWere()
    {
        DayEvent some = new(1_774_742_400_000_000, null, null, "page_view", "/ä", """{"title":"t"}""", null, """{"os":"Linux"}""", null, null, null, null, null, null, false);

        Assert.Equal(
            [947_148_881, 600_279_450, 374_191_843, 644_608_564],
            new[] { some with { UserId = "ü" }, some with { Visitor = 0 }, some with { Visitor = -1 }, some }.Select(item => DaySegment.PartOf(item, 1 << 30)));
    }
}
