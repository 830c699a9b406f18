using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Footfall.Http;

[Trait("Tier", "fast")]
public sealed class TransferCodingCheckTests
{
    [Theory]
    [InlineData("gzip, chunked")]
    [InlineData("chunked, chunked")]
    [InlineData("identity")]
    public async Task Coding_OtherThanChunked_IsRefusedAndEndsTheConnection(string coding)
    {
        HttpContext context = await SendAsync(coding);

        Assert.Equal((StatusCodes.Status400BadRequest, "close"), (context.Response.StatusCode, context.Response.Headers.Connection.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("chunked")]
    [InlineData("Chunked")]
    public async Task Coding_Chunked_IsTaken(string coding) =>
        Assert.Equal(StatusCodes.Status204NoContent, (await SendAsync(coding)).Response.StatusCode);

    private static async Task<HttpContext> SendAsync(string coding)
    {
        var app = new ApplicationBuilder(new EmptyServices());
        app.UseTransferCodingCheck();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext { RequestServices = new EmptyServices() };
        context.Request.Headers.TransferEncoding = coding;
        await app.Build()(context);
        return context;
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
