using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ZstdSharp;

namespace Footfall.Collect;

/// <summary>A compressed body is read completely, or refused as a whole.</summary>
[Trait("Tier", "fast")]
public sealed class RequestBodyTests
{
    private const int Limit = 64 * 1024;

    public static TheoryData<string> Codings => ["gzip", "deflate", "br", "zstd"];

    /// <summary>Long enough that a decoder returns some of it before it reaches the end.</summary>
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 400).Select(i => $"{{\"site_id\":\"site-{i * 7919 % 1009}\",\"path\":\"/{i}\"}}")));

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_ThatIsWhole_IsRead(string coding) => await AssertReadAsync(Plain, Encode(coding, Plain), coding);

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_ThatIsCutAnywhere_IsRefused(string coding)
    {
        byte[] whole = Encode(coding, Plain);
        for (int length = 0; length < whole.Length; length += length < whole.Length - 40 ? 17 : 1)
        {
            await AssertRefusedAsync(StatusCodes.Status400BadRequest, whole[..length], coding);
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_ThatSomethingFollows_IsRefused(string coding)
    {
        byte[] whole = Encode(coding, Plain);
        foreach (byte[] more in (byte[][])[[0], [0x1F], [0x1F, 0x8B], new byte[8], new byte[9000], "\n"u8.ToArray(), Encoding.ASCII.GetBytes(new string('x', 100))])
        {
            await AssertRefusedAsync(StatusCodes.Status400BadRequest, [.. whole, .. more], coding);
        }
    }

    [Theory]
    [InlineData("gzip", 8)]
    [InlineData("deflate", 4)]
    [InlineData("zstd", 4)]
    public async Task Body_WithAWrongChecksum_IsRefused(string coding, int fromEnd)
    {
        byte[] damaged = Encode(coding, Plain);
        damaged[^fromEnd] ^= 1;
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, damaged, coding);
    }

    [Fact]
    public async Task Body_WithAWrongLength_IsRefused()
    {
        byte[] damaged = Encode("gzip", Plain);
        damaged[^1] ^= 1;
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, damaged, "gzip");
    }

    /// <summary>To gzip and zstd, concatenated files are one file.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Body_OfSeveralMembers_IsReadWhole(string coding)
    {
        byte[] first = Encode(coding, Plain[..9000]);
        byte[] second = Encode(coding, Plain[9000..]);
        byte[] none = coding == "gzip" ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0];
        await AssertReadAsync(Plain, [.. first, .. second], coding);
        await AssertReadAsync(Plain, [.. none, .. first, .. none, .. second, .. none], coding);
        foreach (int cut in (int[])[1, 4, 8, 9, 12, 17, second.Length / 2, second.Length - 12, second.Length - 1])
        {
            await AssertRefusedAsync(StatusCodes.Status400BadRequest, [.. first, .. second[..^cut]], coding);
        }

        await AssertRefusedAsync(StatusCodes.Status400BadRequest, [.. first[..^4], .. second], coding);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Body_OfSeveralStreams_IsRefusedWhereTheCodingHasOne(string coding) =>
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, [.. Encode(coding, Plain), .. Encode(coding, Plain)], coding);

    [Fact]
    public async Task Body_OfRawDeflateData_IsRefused()
    {
        using var sent = new MemoryStream();
        using (var stream = new DeflateStream(sent, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Plain);
        }

        await AssertRefusedAsync(StatusCodes.Status400BadRequest, sent.ToArray(), "deflate");
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity, ")]
    [InlineData("")]
    [InlineData(" , ")]
    public async Task Coding_ThatSaysNothing_ChangesNothing(string header) => await AssertReadAsync(Plain, Plain, header);

    [Theory]
    [InlineData("GZip")]
    [InlineData("x-gzip")]
    [InlineData("identity, gzip")]
    [InlineData("gzip,identity")]
    [InlineData(", gzip ,")]
    public async Task Coding_ByAnyOfItsNames_IsTakenOff(string header) => await AssertReadAsync(Plain, Encode("gzip", Plain), header);

    [Fact]
    public async Task Codings_OfAList_AreTakenOffFromTheLast()
    {
        await AssertReadAsync(Plain, Encode("gzip", Encode("gzip", Plain)), "gzip, gzip");
        await AssertReadAsync(Plain, Encode("br", Encode("zstd", Plain)), new StringValues(["zstd", "br"]));
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, Encode("br", Encode("zstd", Plain)), "br, zstd");
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, Encode("br", Encode("zstd", Plain)[..^1]), "zstd, br");
        await AssertRefusedAsync(StatusCodes.Status415UnsupportedMediaType, Plain, "gzip, gzip, gzip, gzip");
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, lz4")]
    [InlineData("x-deflate")]
    [InlineData("utf-8")]
    public async Task Coding_ThatIsUnknown_IsNamed(string header)
    {
        HttpRequest request = Request(Plain, header);
        using RequestBody body = await RequestBody.ReadAsync(request, Limit);
        Assert.Equal(StatusCodes.Status415UnsupportedMediaType, body.Refusal?.StatusCode);
        Assert.Equal("gzip, deflate, br, zstd", request.HttpContext.Response.Headers.AcceptEncoding.ToString());
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Body_ThatIsTooLongOnceDecoded_IsRefused(string coding)
    {
        await AssertReadAsync(new byte[Limit], Encode(coding, new byte[Limit]), coding);
        await AssertRefusedAsync(StatusCodes.Status413PayloadTooLarge, Encode(coding, new byte[Limit + 1]), coding);
        await AssertRefusedAsync(StatusCodes.Status413PayloadTooLarge, Encode(coding, new byte[100 * Limit]), coding);
        await AssertRefusedAsync(StatusCodes.Status413PayloadTooLarge, Encode(coding, Encode(coding, new byte[100 * Limit])), $"{coding}, {coding}");
    }

    /// <summary>Found by the fuzzer: zlib reports it with its own exception, which became a 500.</summary>
    [Fact]
    public async Task Body_ThatIsDeflatedWithADictionary_IsRefusedAsMalformed() =>
        await AssertRefusedAsync(StatusCodes.Status400BadRequest, [0x78, 0x20, 0x0C, 0x08, 0x10, 0xE6, 0x4B, 0x04, 0x00], "deflate");

    private static async Task AssertReadAsync(byte[] expected, byte[] sent, StringValues coding)
    {
        using RequestBody body = await RequestBody.ReadAsync(Request(sent, coding), Limit);
        Assert.Null(body.Refusal);
        Assert.True(expected.AsSpan().SequenceEqual(body.Bytes), $"{body.Bytes.Length} of {expected.Length} bytes came out");
    }

    private static async Task AssertRefusedAsync(int status, byte[] sent, StringValues coding)
    {
        using RequestBody body = await RequestBody.ReadAsync(Request(sent, coding), Limit);
        Assert.True(status == body.Refusal?.StatusCode, $"{sent.Length} bytes of {coding}: {body.Refusal?.StatusCode}, with {body.Bytes.Length} bytes");
        Assert.Equal(0, body.Bytes.Length);
    }

    private static HttpRequest Request(byte[] body, StringValues coding)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers.ContentEncoding = coding;
        return context.Request;
    }

    private static byte[] Encode(string coding, byte[] plain)
    {
        using var sent = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(sent, CompressionLevel.Fastest, leaveOpen: true),
            _ => Zstd(sent),
        })
        {
            stream.Write(plain);
        }

        return sent.ToArray();
    }

    private static CompressionStream Zstd(Stream sent)
    {
        var stream = new CompressionStream(sent, leaveOpen: true);
        stream.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return stream;
    }
}
