namespace Footfall.Store;

internal sealed partial class DatabaseStartup
{
    [LoggerMessage(2011, LogLevel.Warning, "PostgreSQL at {Target} does not answer (attempt {Attempt}): {Reason} Trying again.")]
    private partial void LogWaiting(string target, int attempt, string reason);

    [LoggerMessage(2012, LogLevel.Information, "Applied {Migration}.")]
    private partial void LogMigrated(string migration);

    [LoggerMessage(2013, LogLevel.Warning,
        "The version of sites and keys did not match their rows, as after a restore of the rows alone. It was renewed, and all sites and keys are published to the gateways.")]
    private partial void LogVersionMended();

    [LoggerMessage(2014, LogLevel.Warning,
        "PostgreSQL at {Target} has tables of Footfall in schema {Other} too. This silo uses those in schema {Schema}, the first in its search_path.")]
    private partial void LogOtherSchema(string target, string other, string schema);
}
