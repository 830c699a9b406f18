namespace Footfall.Startup;

/// <summary>
/// The process cannot do its work as things are set up, and waiting will not help. The message is one line that
/// names the setting, what is wrong and what to do; the host prints it and exits with code 1.
/// </summary>
public sealed class StartupException(string message) : Exception(message);
