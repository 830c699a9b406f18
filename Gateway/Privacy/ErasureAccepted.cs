using Footfall.Http;

namespace Footfall.Privacy;

/// <summary>202 with an <see cref="ErasureResponse"/>: it will be done, whatever dies in between.</summary>
internal sealed class ErasureAccepted(ErasureResponse answer) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        return httpContext.Response.WriteAsJsonAsync(answer, ApiJsonContext.Default.ErasureResponse);
    }
}
