using Footfall.Http;

namespace Footfall.Privacy;

/// <summary>202 with an <see cref="ErasureResponse"/>: the erasure is durable, and survives any crash.</summary>
internal sealed class ErasureAccepted(ErasureResponse answer) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        return httpContext.Response.WriteAsJsonAsync(answer, ApiJsonContext.Default.ErasureResponse);
    }
}
