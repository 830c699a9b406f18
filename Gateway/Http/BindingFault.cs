namespace Footfall.Http;

/// <summary>
/// Why a handler's parameter could not be read from the request. A feature of the request: the framework itself only sets 400, which
/// <see cref="ErrorHandling"/> turns into a response.
/// </summary>
internal sealed record BindingFault(string Reason);
