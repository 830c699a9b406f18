using System.Text.Json.Serialization;

namespace Footfall.Collect;

/// <summary>The response to a batch of which at least one event was accepted.</summary>
/// <param name="Accepted">The number of accepted events.</param>
/// <param name="Rejected">The rejected events; all others were accepted.</param>
internal sealed record BatchResponse(int Accepted, IReadOnlyList<RejectedEvent> Rejected)
{
    /// <summary>Always true.</summary>
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}

/// <summary>An event of a batch that was rejected.</summary>
/// <param name="Index">The zero-based index of the event in the body.</param>
/// <param name="Details">The faults, one line each.</param>
internal sealed record RejectedEvent(int Index, IReadOnlyList<string> Details);

/// <summary>202 with a <see cref="BatchResponse"/>.</summary>
internal sealed class BatchAccepted(BatchResponse answer) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        return httpContext.Response.WriteAsJsonAsync(answer, CollectJsonContext.Default.BatchResponse);
    }
}
