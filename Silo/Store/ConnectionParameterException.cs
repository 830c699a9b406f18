namespace Footfall.Store;

/// <summary>
/// Thrown when a part of <c>DATABASE_URL</c> is invalid or unsupported. The message names parameters, never their values.
/// </summary>
internal sealed class ConnectionParameterException(string message) : Exception(message);
