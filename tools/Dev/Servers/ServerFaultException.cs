namespace Footfall.Dev.Servers;

/// <summary>
/// A server could not be started, or did not do what was asked of it in time. The message names the server and the
/// reason, and ends with the last lines of its log where it has one.
/// </summary>
public sealed class ServerFaultException(string message) : Exception(message);
