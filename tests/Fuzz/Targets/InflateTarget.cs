using CsCheck;
using Footfall.Collect;
using Footfall.Fuzz.Inputs;
using Microsoft.AspNetCore.Http;

namespace Footfall.Fuzz.Targets;

/// <summary>Checks that a compressed body is inflated to its content, or refused as the sender's fault, within bounded memory.</summary>
internal static class InflateTarget
{
    private const int Limit = 4 * 1024 * 1024;

    /// <summary>Enough for a body at the limit, grown by doubling.</summary>
    private const long MaxAllocated = 16 * Limit;

    public static ITarget Create() => new Target<CompressedBody>(
        "inflate",
        5,
        CompressedBody.Around(Gen.OneOf(new EventBodies(new DateTime(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc), OddTexts.Any).One, Gen.Byte.Array[0, 300])),
        Check,
        body => $"{body.Encoding} {Printed.Of(body.Sent)}");

    public static string? Check(CompressedBody body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Headers.ContentEncoding = body.Encoding;
        context.Request.Body = new MemoryStream(body.Sent);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        using RequestBody read = RequestBody.ReadAsync(context.Request, Limit).AsTask().GetAwaiter().GetResult();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (read.Refusal?.StatusCode is { } status)
        {
            return body is { Sent.Length: > 0, Plain.Length: <= Limit } ? $"a good body was refused with {status}"
                : status is 400 or 413 ? null
                : $"it was refused with {status}";
        }

        return body.IsBroken ? $"{read.Bytes.Length} bytes of a broken body were taken"
            : read.Bytes.Length > Limit ? $"{read.Bytes.Length} bytes came out"
            : body.Plain is not null && !read.Bytes.SequenceEqual(body.Plain) ? "something else came out"
            : allocated > MaxAllocated ? $"it took {allocated} bytes"
            : null;
    }
}
