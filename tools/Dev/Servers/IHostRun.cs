using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>One run of a host, from its start to its end.</summary>
internal interface IHostRun
{
    /// <summary>The process's id.</summary>
    int Id { get; }

    bool HasExited { get; }

    /// <summary>128 + signal for a host ended by a signal; null while it runs, and for an adopted one.</summary>
    int? ExitCode { get; }

    LogFile Log { get; }

    /// <summary>True for a host that was already running and was adopted.</summary>
    bool WasRunning { get; }

    /// <summary>Sends a signal to the host's process.</summary>
    /// <exception cref="NotSupportedException">The host shares its process with others.</exception>
    void Send(Signal signal);

    /// <summary>Asks the host to end; kills it when it has not within the limit.</summary>
    /// <returns>True when it ended by itself.</returns>
    Task<bool> StopAsync(TimeSpan limit);

    /// <summary>Kills the host without cleanup.</summary>
    /// <exception cref="NotSupportedException">The host shares its process with others.</exception>
    Task KillAsync();

    /// <summary>Ends the host in the quickest way that leaves nothing running.</summary>
    Task EndAsync();
}
