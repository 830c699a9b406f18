using CsCheck;

namespace Footfall.Days;

public sealed class DaySegmentTests
{
    [Fact]
    public void EqualEvents_GiveEqualBytes_WhateverTheirOrderSplitsAndMerges() => Gen.Select(Histories.Events, Gen.Int[0, 4].Array[34], Gen.Int).Sample((events, where, seed) =>
    {
        DayEvent[] shuffled = [.. events];
        new Random(seed).Shuffle(shuffled);
        DayEvent[][] splits = [.. shuffled.Select((item, i) => (item, where[i])).GroupBy(pair => pair.Item2, pair => pair.item).Select(split => split.ToArray())];
        byte[] expected = DaySegment.Build(events).Encode();

        Assert.Equal(expected, DaySegment.Build(shuffled).Encode());
        Assert.Equal(expected, splits.Aggregate(DaySegment.Build([]), (segment, split) => segment.Merge(split)).Encode());
        Assert.Equal(expected, splits.Aggregate(DaySegment.Build([]), (segment, split) => DaySegment.Decode(DaySegment.Build(split).Merge(segment).Encode())).Encode());
        Assert.Equal(expected, DaySegment.Decode(expected).Encode());
    });

    [Fact]
    public void Events_AreThoseThatWereGiven_InOrderOfVisitorTimeAndContent() => Histories.Events.Sample(events =>
    {
        DayEvent[] expected =
        [
            .. events.Select(DayModel.Normalized)
                .GroupBy(item => (item.IsBot, Kind: item.UserId is not null ? 1 : item.Visitor is null ? 2 : 0, Id: (ulong)item.Visitor.GetValueOrDefault(), User: Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(item.UserId ?? ""))))
                .OrderBy(visitor => visitor.Key.IsBot).ThenBy(visitor => visitor.Key.Kind).ThenBy(visitor => visitor.Key.Id).ThenBy(visitor => visitor.Key.User, StringComparer.Ordinal)
                .SelectMany(DayModel.InOrder),
        ];
        DaySegment segment = DaySegment.Build(events);

        Assert.Equal(expected, segment.Events);
        Assert.Equal(expected, DaySegment.Decode(segment.Encode()).Events);
        Assert.Equal(events.Length, segment.Count);
    });

    [Fact]
    public void Erasure_LeavesWhatWouldHaveBeenWithoutTheEvents() => Gen.Select(Histories.Events, Histories.OneOf<string?>("u", "ü", "😀", null)).Sample((events, user) =>
    {
        bool IsErased(DayEvent item) => user is null ? item.Visitor is < 0 || item.Path == "/a" : item.UserId == user;
        DaySegment expected = DaySegment.Build(events.Select(DayModel.Normalized).Where(item => !IsErased(item)));

        Assert.Equal(expected.Encode(), DaySegment.Build(events).Without(IsErased).Encode());
    });

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Columns_OfAnyNumberOfValues_KeepThem(int values)
    {
        DayEvent[] events = [.. Enumerable.Range(0, values).Select(i => Some(i) with { Path = $"/{i}", EngagedMs = i, Visitor = i * 7919 % 1000 })];
        DaySegment half = DaySegment.Build(events.Where((_, i) => i % 2 == 0));
        DaySegment segment = half.Merge([.. events.Where((_, i) => i % 2 == 1)]);

        Assert.Equal(events.OrderBy(item => item.Visitor).ThenBy(item => item.Time), segment.Events);
        Assert.Equal(segment.Encode(), DaySegment.Decode(segment.Encode()).Encode());
        Assert.Equal(half.Encode(), segment.Without(item => item.EngagedMs % 2 == 1).Encode());
        Assert.Equal(values > 65_535 ? 32 : values > 255 ? 16 : 8, segment.Columns.Path.Codes.Width);
    }

    [Theory]
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(3000, 1000)]
    [InlineData(1001, 1)]
    public void Times_AreKeptInTheGreatestUnitThatLosesNothing(long distance, long unit)
    {
        DaySegment segment = DaySegment.Build([Some(5), Some(5 + distance)]);

        Assert.Equal(unit, segment.Times.Unit);
        Assert.Equal([5, 5 + distance], segment.Events.Select(item => item.Time));
        Assert.Equal(1_000_000, segment.Without(item => item.Time > 5).Times.Unit);
        Assert.Equal(1, segment.Merge([Some(6)]).Times.Unit);
        Assert.Equal(DaySegment.Build([Some(5), Some(5 + distance), Some(2_000_005)]).Encode(), segment.Merge([Some(2_000_005)]).Encode());
    }

    [Fact]
    public void Times_OfAllYears_AreKept()
    {
        DayEvent[] events = [Some(long.MinValue), Some(-1), Some(0), Some(long.MaxValue)];

        Assert.Equal(events, DaySegment.Decode(DaySegment.Build(events).Encode()).Events);
        Assert.Equal(DaySegment.Build(events).Encode(), DaySegment.Build(events[2..]).Merge(events[..2]).Encode());
    }

    [Fact]
    public void Text_ThatIsNotWellFormed_IsRefused() => Assert.ThrowsAny<ArgumentException>(() => DaySegment.Build([Some(0) with { Path = "/\uD800" }]));

    [Fact]
    public void Segments_AreNotChangedByMergesAndErasures()
    {
        DaySegment segment = DaySegment.Build([Some(1), Some(2) with { UserId = "b" }]);
        byte[] before = segment.Encode();

        segment.Merge([Some(0) with { UserId = "a", EventType = "a" }]);
        segment.Without(item => item.UserId is not null);

        Assert.Equal(before, segment.Encode());
    }

    private static DayEvent Some(long time) => new(time, null, 1, "page_view", "/", null, null, null, null, null, null, null, null, null, false);
}
