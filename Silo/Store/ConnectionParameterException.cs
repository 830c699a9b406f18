namespace Footfall.Store;

/// <summary>A part of <c>DATABASE_URL</c> that is wrong or cannot be had. The message names parameters, and never what they are set to.</summary>
internal sealed class ConnectionParameterException(string message) : Exception(message);
