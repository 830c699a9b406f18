using System.Text;
using CsCheck;

namespace Footfall.Queue;

public sealed class EntryIdTests
{
    private static readonly Gen<EntryId> Ids = Gen.Select(
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 3], Gen.Const(ulong.MaxValue)),
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 3], Gen.Const(ulong.MaxValue)),
        (ms, seq) => new EntryId(ms, seq));

    [Fact]
    public void Order_IsByNumbersAndNotByText()
    {
        EntryId[] ascending = [EntryId.None, new(0, 1), new(2, 9), new(2, 10), new(10, 0), new(long.MaxValue, 0), new(ulong.MaxValue, 0), new(ulong.MaxValue, ulong.MaxValue)];

        Assert.Equal(ascending, ascending.Reverse().Order());
        Gen.Select(Ids, Ids).Sample((a, b) =>
            (a < b) == (b > a) && (a <= b) == !(a > b) && (a >= b) == !(a < b) && (a == b) == (a.CompareTo(b) == 0));
    }

    [Fact]
    public void Next_IsTheIdRightAfter()
    {
        Assert.Equal(new EntryId(0, 1), EntryId.None.Next);
        Assert.Equal(new EntryId(5, 8), new EntryId(5, 7).Next);
        Assert.Equal(new EntryId(6, 0), new EntryId(5, ulong.MaxValue).Next);
        Assert.Throws<OverflowException>(() => new EntryId(ulong.MaxValue, ulong.MaxValue).Next);
    }

    [Fact]
    public void Text_IsReadBack() => Ids.Sample(id =>
        EntryId.TryParse(Encoding.ASCII.GetBytes(id.ToString()), out EntryId read) && read == id);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5-")]
    [InlineData("-5")]
    [InlineData("5-x")]
    [InlineData("5-6 ")]
    [InlineData("5-6-7")]
    [InlineData("x-6")]
    [InlineData("5--6")]
    [InlineData("18446744073709551616-0")]
    [InlineData("0-18446744073709551616")]
    public void Text_OfAnotherForm_IsNotRead(string text) =>
        Assert.False(EntryId.TryParse(Encoding.ASCII.GetBytes(text), out _));
}
