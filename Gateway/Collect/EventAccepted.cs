namespace Footfall.Collect;

/// <summary>The 202 response to an event; its bytes are always the same.</summary>
internal sealed class EventAccepted : IResult, IStatusCodeHttpResult
{
    public static readonly EventAccepted Instance = new();

    private static readonly byte[] Body =
        """{"success":true,"message":"Event received and queued for processing"}"""u8.ToArray();

    private EventAccepted()
    {
    }

    public int? StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, 0, Body.Length);
    }
}
