using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Footfall.Collect;

public sealed class RequestBodyTests
{
    /// <summary>Found by the fuzzer: zlib says so with an exception of its own, which was answered 500.</summary>
    [Fact]
    public async Task Body_ThatIsDeflatedWithADictionary_IsRefusedAsMalformed()
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new ZLibStream(new MemoryStream([0x78, 0x20, 0x0C, 0x08, 0x10, 0xE6, 0x4B, 0x04, 0x00]), CompressionMode.Decompress);

        BadHttpRequestException refusal = await Assert.ThrowsAsync<BadHttpRequestException>(() => RequestBody.ReadAsync(context.Request).AsTask());

        Assert.Equal(StatusCodes.Status400BadRequest, refusal.StatusCode);
    }
}
