using System.Text;
using CsCheck;

namespace Footfall.Wire;

public sealed class StorableTextTests
{
    private static readonly Gen<string> Texts = Gen.OneOf("x", "é", "€", "\uffff", "🦶").Array[0, 30].Select(string.Concat);

    [Fact]
    public void Length_IsCountedInUtf16Units() => Gen.Select(Texts, Gen.Int[0, 60]).Sample(
        (text, limit) => StorableText.FitsIn(Encoding.UTF8.GetBytes(text), limit) == (text.Length <= limit));

    [Fact]
    public void Text_WithoutNul_IsStorable()
    {
        Texts.Sample(text => StorableText.IsStorable(Encoding.UTF8.GetBytes(text)));
        Texts.Sample(text => !StorableText.IsStorable(Encoding.UTF8.GetBytes(text + "\0")));
    }

    [Fact]
    public void Bytes_AreStorableExactlyWhenAStrictDecoderTakesThem() => Gen.Byte.Array[0, 6].Sample(
        bytes => StorableText.IsStorable(bytes) == (IsUtf8(bytes) && !bytes.Contains((byte)0)), iter: 20_000);

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
