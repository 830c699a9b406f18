using System.Text.Json.Serialization;
using Footfall.Http;

namespace Footfall.Collect;

/// <summary>The answer to a batch of which at least one event was taken.</summary>
/// <param name="Accepted">How many were.</param>
/// <param name="Rejected">Those that were not; all others were.</param>
internal sealed record BatchResponse(int Accepted, IReadOnlyList<RejectedEvent> Rejected)
{
    /// <summary>Always true.</summary>
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}

/// <summary>An event of a batch that was not taken.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Details">One line for each fault.</param>
internal sealed record RejectedEvent(int Index, IReadOnlyList<string> Details);

/// <summary>202 with a <see cref="BatchResponse"/>.</summary>
internal sealed class BatchAccepted(BatchResponse answer) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        return httpContext.Response.WriteAsJsonAsync(answer, ApiJsonContext.Default.BatchResponse);
    }
}
