using System.Text;

namespace Footfall.Queue;

public sealed class QueueKeysTests
{
    private const string Epoch = "0123456789abcdef";

    [Fact]
    public void Keys_AreThoseOfTheWireContract()
    {
        Assert.Equal("footfall:{7}:clock", QueueKeys.Default.Clock(7));
        Assert.Equal("footfall:{7}:ready", QueueKeys.Default.Ready(7));
        Assert.Equal("footfall:{7}:quarantined", QueueKeys.Default.Quarantined(7));
        Assert.Equal("footfall:{7}:wake", QueueKeys.Default.Wake(7));
        Assert.Equal("footfall:{7}:q:0123456789abcdef:a:b", QueueKeys.Default.Stream(7, QueueKeys.Member(Epoch, "a:b")));
        Assert.Equal("footfall:{7}:q:*", QueueKeys.Default.StreamPattern(7));
        Assert.Equal(("n", "b"), (QueueKeys.CountField, QueueKeys.BytesField));
    }

    [Fact]
    public void HashTag_OfEveryKey_IsItsFirstPairOfBraces()
    {
        foreach (string siteId in new[] { "{}", "}{", "{x}", "{{7}}" })
        {
            for (int partition = 0; partition < SitePartition.Count; partition++)
            {
                string[] keys =
                [
                    QueueKeys.Default.Clock(partition), QueueKeys.Default.Ready(partition), QueueKeys.Default.Quarantined(partition),
                    QueueKeys.Default.Stream(partition, QueueKeys.Member(Epoch, siteId)),
                ];
                Assert.All(keys, key => Assert.Equal(partition.ToString(), HashTag(key)));
            }
        }
    }

    [Fact]
    public void StreamPrefix_IsWhatStandsBeforeTheMember() => Assert.All(
        Enumerable.Range(0, SitePartition.Count),
        partition => Assert.Equal("m", QueueKeys.Default.Stream(partition, "m")[QueueKeys.Default.StreamPrefixLength(partition)..]));

    [Fact]
    public void WakeChannel_OfEveryPartition_IsReadBack() => Assert.All(Enumerable.Range(0, SitePartition.Count), partition =>
    {
        Assert.True(QueueKeys.TryParseWake(QueueKeys.Default.Wake(partition), out int read));
        Assert.Equal(partition, read);
    });

    [Theory]
    [InlineData("")]
    [InlineData("footfall:wake")]
    [InlineData("footfall:{}:wake")]
    [InlineData("footfall:{64}:wake")]
    [InlineData("footfall:{-1}:wake")]
    [InlineData("footfall:{x}:wake")]
    [InlineData("}{")]
    [InlineData("footfall:{99999999999}:wake")]
    public void WakeChannel_OfNoPartition_IsNotRead(string channel) => Assert.False(QueueKeys.TryParseWake(channel, out _));

    [Theory]
    [InlineData("a")]
    [InlineData("{1}:q:{2}")]
    [InlineData(":")]
    [InlineData("0123456789abcdef:a")]
    [InlineData(" 🦶\n")]
    public void Member_OfASite_IsReadBack(string siteId)
    {
        Assert.True(SiteStreamRef.TryParse(Encoding.UTF8.GetBytes(QueueKeys.Member(Epoch, siteId)), out SiteStreamRef member));
        Assert.Equal(new SiteStreamRef(Epoch, siteId), member);
    }

    [Theory]
    [InlineData("footfall", "footfall:")]
    [InlineData("shop", "footfall:shop:")]
    [InlineData("Shop {1}:*/ü", "footfall:Shop%20%7B1%7D%3A%2A%2F%C3%BC:")]
    [InlineData("store", "footfall:store:")]
    public void Names_OfAClusterId_BeginWithItsOwnPrefix_AndKeepTheTagFirst(string clusterId, string prefix)
    {
        var keys = new QueueKeys(clusterId);
        Assert.Equal(prefix + "{7}:clock", keys.Clock(7));
        Assert.Equal(prefix + "{7}:q:" + Epoch + ":a{8}", keys.Stream(7, QueueKeys.Member(Epoch, "a{8}")));
        Assert.Equal("7", HashTag(keys.Stream(7, QueueKeys.Member(Epoch, "a{8}"))));
        Assert.Equal("access", HashTag(keys.AccessRows));
        Assert.Equal((prefix + "store", prefix + "store-alarm", prefix + "entry-readers", prefix + "session-keys"), (keys.Store, keys.StoreAlarm, keys.Readers, keys.SessionKeys));
        Assert.True(QueueKeys.TryParseWake(keys.Wake(7), out int partition));
        Assert.Equal(7, partition);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800")]
    [InlineData(null)]
    public void ClusterId_ThatIsNone_IsRefused(string? clusterId)
    {
        Assert.False(QueueKeys.IsValidClusterId(clusterId));
        Assert.False(QueueKeys.IsValidClusterId(new string('x', 101)));
        Assert.Throws<ArgumentException>(() => new QueueKeys(clusterId!));
    }

    [Fact]
    public void Member_OfNoSite_IsNotRead()
    {
        byte[][] wrong =
        [
            [], .. new[] { "a", Epoch, Epoch + ":", Epoch + "a", "0123456789ABCDEF:a", "0123456789abcde:a", "0123456789abcdeg:a", Epoch + ":\0", Epoch + ":" + new string('x', 256) }
                .Select(Encoding.UTF8.GetBytes),
            [.. Encoding.UTF8.GetBytes(Epoch + ":"), 0xFF],
            [.. Encoding.UTF8.GetBytes(Epoch + ":"), 0xED, 0xA0, 0x80],
        ];

        Assert.All(wrong, member => Assert.False(SiteStreamRef.TryParse(member, out _)));
    }

    /// <summary>As Redis Cluster finds it: between the first brace and the next closing one.</summary>
    private static string HashTag(string key)
    {
        int open = key.IndexOf('{', StringComparison.Ordinal);
        return key[(open + 1)..key.IndexOf('}', open)];
    }
}
