namespace Footfall.Http;

/// <summary>
/// Refuses bodies in any transfer coding other than chunked, and closes their connection. Kestrel reads <c>gzip, chunked</c> and
/// <c>chunked, chunked</c> as if they were chunked alone, and a proxy in front may see a different end of the request.
/// </summary>
internal static class TransferCodingCheck
{
    public static void UseTransferCodingCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        string coding = context.Request.Headers.TransferEncoding.ToString();
        if (coding.Length == 0 || coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.Headers.Connection = "close";
        return ErrorResult.BadRequest("Transfer-Encoding must be chunked, or absent").ExecuteAsync(context);
    });
}
