using System.Text;

namespace Footfall.Drain;

public sealed class EventIdHashTests
{
    /// <summary>Hashes are stored: other values would let duplicates through after an upgrade. Values are from xxhsum -H128.</summary>
    [Theory]
    [InlineData("a", "a96faf705af16834e6c632b61e964e1f")]
    [InlineData("abc", "06b05ab6733a618578af5f94892f3950")]
    [InlineData("0123456789abcdef0123456789abcdef", "cc9c4d5512a05c72fe5f6378a7825dff")]
    public void Hash_OfAnId_NeverChanges(string id, string hash) =>
        Assert.Equal(hash, EventIdHash.Of(Encoding.UTF8.GetBytes(id)).ToString("x32"));
}
