namespace Footfall.Access;

public sealed class SecretKeyTests
{
    [Theory]
    [InlineData(KeyScope.Operator, "footfall_operator_")]
    [InlineData(KeyScope.Read, "footfall_read_")]
    [InlineData(KeyScope.Write, "footfall_write_")]
    [InlineData(KeyScope.Metrics, "footfall_metrics_")]
    public void NewKey_SaysWhatItIsFor_AndIsReadAgain(KeyScope scope, string prefix)
    {
        SecretKey key = SecretKey.Create(scope);

        Assert.StartsWith(prefix, key.Text, StringComparison.Ordinal);
        Assert.Equal(prefix.Length + 49, key.Text.Length);
        Assert.True(SecretKey.TryParse(key.Text, out SecretKey? read));
        Assert.Equal(key.Hash, read.Hash);
        Assert.Equal(32, key.Hash.Length);
    }

    [Fact]
    public void EveryMistypedCharacter_IsNoticed()
    {
        string text = SecretKey.Create(KeyScope.Read).Text;
        for (int i = 0; i < text.Length; i++)
        {
            char other = text[i] == 'x' ? 'y' : 'x';
            Assert.False(SecretKey.TryParse(text[..i] + other + text[(i + 1)..], out _), $"{i}");
            Assert.False(SecretKey.TryParse(text.Remove(i, 1), out _), $"{i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("footfall_")]
    [InlineData("footfall_operator_")]
    [InlineData("Bearer")]
    public void OtherText_IsNoKey(string text) => Assert.False(SecretKey.TryParse(text, out _));

    [Fact]
    public void WhatIsShown_IsFarFromTheKey()
    {
        SecretKey key = SecretKey.Create(KeyScope.Operator);

        Assert.Equal("footfall_operator_".Length + 6, key.Shown.Length);
        Assert.DoesNotContain(key.Text, $"{key}", StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_AreDifferent() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => SecretKey.Create(KeyScope.Read).Text).Distinct().Count());
}
