using System.Text;

namespace Footfall.Queue;

public sealed class SiteIdTests
{
    public static TheoryData<string> Valid =>
    [
        "a", " ", " a ", "{}", "{1}:q:{2}", "a:b::c", "\t\r\n", "\u0001\uffff\ufeff", "e\u0301", "🦶",
        new string('x', 255), new string('€', 255), "x" + string.Concat(Enumerable.Repeat("🦶", 127)),
    ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Id_OfUpTo255Utf16Units_IsValid(string siteId)
    {
        Assert.True(SiteId.IsValid(siteId));
        Assert.True(SiteId.IsValid(Encoding.UTF8.GetBytes(siteId)));
    }

    [Fact]
    public void Id_ThatIsEmptyOrLongerOrHasANul_IsNot()
    {
        string[] invalid = ["", "\0", "a\0", new('x', 256), new('€', 256), string.Concat(Enumerable.Repeat("🦶", 128))];

        Assert.All(invalid, siteId => Assert.False(SiteId.IsValid(siteId)));
    }

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { (byte)'a', 0xE2, 0x82 })]
    public void Id_ThatIsNoUtf8_IsNot(byte[] siteId) => Assert.False(SiteId.IsValid(siteId));
}
