namespace Footfall.Startup;

/// <summary>
/// The process cannot do its work as configured, and waiting will not help. The message is one line that names the
/// setting, the fault and the remedy; the host prints it and exits with code 1.
/// </summary>
public sealed class StartupException(string message) : Exception(message);
