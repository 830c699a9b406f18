namespace Footfall.Enrich;

public sealed class SipHashTests
{
    /// <summary>Of the key 00 01 … 0F and the text 00 01 …, by its length: the vectors of the authors' reference implementation.</summary>
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31)]
    [InlineData(1, 0x74f839c593dc67fd)]
    [InlineData(2, 0x0d6c8009d9a94f5a)]
    [InlineData(3, 0x85676696d7fb7e2d)]
    [InlineData(8, 0x93f5f5799a932462)]
    [InlineData(15, 0xa129ca6149be45e5)]
    public void Hashes_AreThoseOfTheReference(int length, ulong expected) => Assert.Equal(
        expected,
        SipHash.Compute(0x0706050403020100, 0x0f0e0d0c0b0a0908, [.. Enumerable.Range(0, length).Select(i => (byte)i)]));
}
