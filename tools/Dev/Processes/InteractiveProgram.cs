using System.Diagnostics;
using System.Runtime.InteropServices;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Processes;

/// <summary>Runs a program that interacts with the user on this process's own terminal, such as <c>psql</c>.</summary>
internal static class InteractiveProgram
{
    /// <summary>
    /// Runs the program until it ends. Ctrl-C reaches it directly from the terminal, where it may only cancel a query, so this
    /// process ignores it.
    /// </summary>
    /// <param name="program">Name of the program, looked up in the PATH.</param>
    /// <param name="package">The Debian package that contains it.</param>
    /// <param name="environment">Variables to set for it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ServerFaultException">The program is not installed.</exception>
    public static async Task<int> RunAsync(string program, string package, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => context.Cancel = true);
        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ServerFaultException($"{program} is not installed; install it with: apt-get install {package}");
        }
    }
}
