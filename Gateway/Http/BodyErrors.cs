namespace Footfall.Http;

/// <summary>Describes, in the OpenAPI document, how a request's body may fail before the route's handler sees it.</summary>
internal static class BodyErrors
{
    /// <summary>Describes the refusals of a body that arrives too slowly or is too large.</summary>
    public static RouteHandlerBuilder ProducesBodyErrors(this RouteHandlerBuilder route) =>
        route.ProducesErrors(StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge);

    /// <summary>Describes the refusals of a required body, besides 400.</summary>
    public static RouteHandlerBuilder ProducesJsonBodyErrors(this RouteHandlerBuilder route) =>
        route.ProducesBodyErrors().ProducesErrors(StatusCodes.Status415UnsupportedMediaType);
}
