using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

/// <summary>What a host gets from the process that it runs in. A host of the product has a process of its own; tests run several in one.</summary>
internal sealed record HostSurroundings
{
    /// <summary>The command line.</summary>
    public required string[] Args { get; init; }

    /// <summary>Folder of the settings files. Default: the program's, whatever the working directory.</summary>
    public string ContentRoot { get; init; } = AppContext.BaseDirectory;

    /// <summary>Where the host logs. Default: the console.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Standard output, which what must not be logged is printed to.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Ends the process of a host that does not stop, with an exit code.</summary>
    public Action<int> Exit { get; init; } = Environment.Exit;

    /// <summary>Stops the host, as a signal does.</summary>
    public CancellationToken Stop { get; init; }
}
