using Footfall.Collect;

namespace Footfall.Wire;

public sealed class RefusalReasonsTests
{
    [Theory]
    [InlineData(RefusalReason.Bot, RefusalReason.Invalid, RefusalReason.Forbidden)]
    [InlineData(RefusalReason.Forbidden, RefusalReason.Invalid, RefusalReason.Forbidden)]
    [InlineData(RefusalReason.UnknownSite, RefusalReason.Invalid, RefusalReason.UnknownSite)]
    [InlineData(RefusalReason.RateLimited, RefusalReason.SiteFull, RefusalReason.RateLimited)]
    [InlineData(RefusalReason.Invalid, RefusalReason.Invalid, RefusalReason.Invalid)]
    public void Reason_ThatAVersionDoesNotKnow_IsASimilarOlderOne(RefusalReason reason, RefusalReason inTwo, RefusalReason inThree) =>
        Assert.Equal((inTwo, inThree, reason), (RefusalReasons.InVersion(reason, 2), RefusalReasons.InVersion(reason, 3), RefusalReasons.InVersion(reason, 4)));

    [Fact]
    public void Reason_InEachVersion_IsKnownThere() => Assert.All(RefusalReasons.All, reason => Assert.All(
        Enumerable.Range(2, EntryCodec.Version - 1), version => Assert.True(RefusalReasons.IsKnown(RefusalReasons.InVersion(reason, (byte)version), (byte)version))));
}
