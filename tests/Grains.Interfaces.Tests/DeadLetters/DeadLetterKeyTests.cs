using CsCheck;
using Footfall.Queue;

namespace Footfall.DeadLetters;

public sealed class DeadLetterKeyTests
{
    private const string Epoch = "0123456789abcdef";

    private static readonly Gen<DeadLetterKey> Keys = Gen.Select(
        Gen.ULong.Select(epoch => epoch.ToString("x16")),
        Gen.Select(Gen.ULong, Gen.ULong, (ms, seq) => new EntryId(ms, seq)),
        Gen.OneOf(Gen.Int[-1, 600], Gen.Const(int.MaxValue)),
        (epoch, entry, index) => new DeadLetterKey(epoch, entry, index));

    [Fact]
    public void Text_IsReadBack() => Keys.Sample(key => DeadLetterKey.TryParse(key.ToString(), out DeadLetterKey read) && read == key);

    [Fact]
    public void Text_OfAWholeEntry_SaysSo() =>
        Assert.Equal(Epoch + "-17-2-all", new DeadLetterKey(Epoch, new EntryId(17, 2), -1).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("all")]
    [InlineData(Epoch)]
    [InlineData(Epoch + "-1-2")]
    [InlineData(Epoch + "-1-2-")]
    [InlineData(Epoch + "-1-2-3-4")]
    [InlineData(Epoch + "-1-2--1")]
    [InlineData(Epoch + "-1-2-+1")]
    [InlineData(Epoch + "-1-2- 1")]
    [InlineData(Epoch + "-1-2-01")]
    [InlineData(Epoch + "-1-2-ALL")]
    [InlineData(Epoch + "-1-2-2147483648")]
    [InlineData(Epoch + "-x-2-3")]
    [InlineData(Epoch + "-1--3")]
    [InlineData(Epoch + "-18446744073709551616-0-0")]
    [InlineData("-1-2-3")]
    [InlineData("0123456789ABCDEF-1-2-3")]
    [InlineData("0123456789abcde-1-2-3")]
    [InlineData("0123456789abcde\0-1-2-3")]
    [InlineData("0123456789abcdé-1-2-3")]
    public void Text_OfAnotherForm_IsNotRead(string text) => Assert.False(DeadLetterKey.TryParse(text, out _));
}
