using System.Runtime.InteropServices;

namespace Footfall.Dev.Processes;

/// <summary>Sends signals by <c>kill(2)</c>; the runtime itself offers SIGKILL only.</summary>
internal static partial class Signals
{
    /// <returns>False when there is no such process, or it is another user's.</returns>
    public static bool Send(int pid, Signal signal) => Kill(pid, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
