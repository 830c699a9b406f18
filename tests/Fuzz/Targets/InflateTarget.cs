using CsCheck;
using Footfall.Collect;
using Footfall.Fuzz.Endpoints;
using Footfall.Fuzz.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Footfall.Fuzz.Targets;

/// <summary>A compressed body comes out as it went in, or is refused as the sender's fault, within bounded memory.</summary>
internal static class InflateTarget
{
    private const int Limit = 4 * 1024 * 1024;

    /// <summary>For a body at the limit, copied a few times over by the pipe that it comes through.</summary>
    private const long MostAllocated = 16 * Limit;

    private static readonly Lazy<RequestDelegate> Inflate = new(() => new ApplicationBuilder(GatewayInProcess.Services).UseRequestDecompression().Use(next => ReadAsync).Build());

    private static readonly object Read = new();

    public static ITarget Create() => new Target<CompressedBody>(
        "inflate",
        5,
        CompressedBody.Around(Gen.OneOf(new EventBodies(new DateTime(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc), OddTexts.Any).One, Gen.Byte.Array[0, 300])),
        Check,
        body => $"{body.Encoding} {Printed.Of(body.Sent)}");

    public static string? Check(CompressedBody body)
    {
        var context = new DefaultHttpContext { RequestServices = GatewayInProcess.Services };
        context.Request.Method = HttpMethods.Post;
        context.Request.Headers.ContentEncoding = body.Encoding;
        context.Request.Body = new MemoryStream(body.Sent);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new RequestSizeLimitAttribute(Limit)), null));
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Inflate.Value(context).GetAwaiter().GetResult();
        }
        catch (BadHttpRequestException e)
        {
            return body.Plain is { Length: <= Limit } ? $"a good body was refused with {e.StatusCode}: {e.Message}"
                : e.StatusCode is 400 or 413 or 415 ? null
                : $"it was refused with {e.StatusCode}";
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        byte[] read = (byte[])context.Items[Read]!;
        return read.Length > Limit ? $"{read.Length} bytes came out"
            : body.Plain is not null && !read.AsSpan().SequenceEqual(body.Plain) ? "something else came out"
            : allocated > MostAllocated ? $"it took {allocated} bytes"
            : null;
    }

    private static async Task ReadAsync(HttpContext context)
    {
        using RequestBody body = await RequestBody.ReadAsync(context.Request);
        context.Items[Read] = body.Bytes.ToArray();
    }
}
