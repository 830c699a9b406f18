using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Footfall.Http;

/// <summary>
/// Writes an <see cref="ErrorResponse"/> with its status. A route that may return one is described with 400 and 503, its other
/// statuses by <see cref="ErrorResultRoutes.ProducesErrors{TBuilder}"/>.
/// </summary>
internal sealed class ErrorResult : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private readonly int _status;
    private readonly ErrorResponse _response;
    private readonly int? _retryAfterSeconds;

    private ErrorResult(int status, ErrorResponse answer, int? retryAfterSeconds = null)
    {
        _status = status;
        _response = answer;
        _retryAfterSeconds = retryAfterSeconds;
    }

    public int? StatusCode => _status;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(Describe(StatusCodes.Status400BadRequest));
        builder.Metadata.Add(Describe(StatusCodes.Status503ServiceUnavailable));
    }

    /// <summary>Describes the response of a status in the OpenAPI document.</summary>
    public static ProducesResponseTypeMetadata Describe(int status) => new(status, typeof(ErrorResponse), ["application/json"]);

    public static ErrorResult BadRequest(string error, IReadOnlyList<string>? details = null) =>
        new(StatusCodes.Status400BadRequest, new ErrorResponse(error, details));

    public static ErrorResult OfStatus(int status) => new(status, new ErrorResponse(status switch
    {
        StatusCodes.Status400BadRequest => "The request is malformed",
        StatusCodes.Status401Unauthorized => "This needs a key: Authorization: Bearer …",
        StatusCodes.Status403Forbidden => "Access denied",
        StatusCodes.Status404NotFound => "There is nothing at this path; see /openapi/v1.json",
        StatusCodes.Status405MethodNotAllowed => "This path does not support this method; see /openapi/v1.json",
        StatusCodes.Status408RequestTimeout => "The request took too long to arrive",
        StatusCodes.Status413PayloadTooLarge => "The request body is too large",
        StatusCodes.Status415UnsupportedMediaType => "This path does not support this content type",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The request headers are too large",
        >= 500 => "The server failed to answer; its log has the error",
        _ => "The request was refused",
    }));

    /// <summary>A site's queue is full; other sites are not affected.</summary>
    public static ErrorResult TooMany(string error) =>
        new(StatusCodes.Status429TooManyRequests, new ErrorResponse(error), retryAfterSeconds: 5);

    /// <summary>A caller has tried too often; it may try again after the given time.</summary>
    public static ErrorResult TooMany(string error, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, new ErrorResponse(error), (int)Math.Ceiling(retryAfter.TotalSeconds));

    /// <summary>A client or site exceeds its rate limit; others are not affected.</summary>
    /// <param name="who">The client or site.</param>
    /// <param name="seconds">The seconds until more may be sent; at least one is reported.</param>
    public static ErrorResult TooFast(string who, int seconds) => new(
        StatusCodes.Status429TooManyRequests,
        new ErrorResponse($"{who} has exceeded its rate limit; nothing was taken, try again later"),
        Math.Max(1, seconds));

    /// <summary>A temporary failure; the client may retry.</summary>
    public static ErrorResult Unavailable(string error, IReadOnlyList<string>? details = null) =>
        new(StatusCodes.Status503ServiceUnavailable, new ErrorResponse(error, details), retryAfterSeconds: 1);

    /// <summary>The request needs a valid key.</summary>
    public static ErrorResult Unauthorized(string error) => new(StatusCodes.Status401Unauthorized, new ErrorResponse(error));

    public static ErrorResult Forbidden(string error) => new(StatusCodes.Status403Forbidden, new ErrorResponse(error));

    public static ErrorResult NotFound(string error) => new(StatusCodes.Status404NotFound, new ErrorResponse(error));

    /// <summary>The body has an unsupported form.</summary>
    public static ErrorResult UnsupportedMediaType(string error) => new(StatusCodes.Status415UnsupportedMediaType, new ErrorResponse(error));

    /// <summary>The caller's precondition does not hold.</summary>
    public static ErrorResult PreconditionFailed(string error, IReadOnlyList<string> details) =>
        new(StatusCodes.Status412PreconditionFailed, new ErrorResponse(error, details));

    /// <summary>The request cannot be fulfilled in the current state.</summary>
    public static ErrorResult Conflict(string error, IReadOnlyList<string>? details = null) =>
        new(StatusCodes.Status409Conflict, new ErrorResponse(error, details));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = _status;
        if (_retryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(_response, ApiJsonContext.Default.ErrorResponse);
    }
}

/// <summary>Describes the errors of routes.</summary>
internal static class ErrorResultRoutes
{
    /// <summary>Describes statuses that the route returns besides 400 and 503.</summary>
    public static TBuilder ProducesErrors<TBuilder>(this TBuilder route, params IEnumerable<int> statuses)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata([.. statuses.Select(ErrorResult.Describe)]);
}
