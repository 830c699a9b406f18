using System.Globalization;

namespace Footfall.Dev.Processes;

/// <summary>
/// Identifies a process by pid and start time, so that it is not mistaken for a later one with the same pid.
/// </summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartedAt">Clock ticks from the machine's boot to its start; <c>execve</c> does not change it.</param>
internal readonly record struct ProcessIdentity(int Pid, long StartedAt)
{
    /// <summary>Indexes of state and start time in /proc/PID/stat, counted from after the program's name; see proc(5).</summary>
    private const int StateField = 0;

    private const int StartTimeField = 19;

    /// <summary>True while the process runs; a zombie does not.</summary>
    public bool IsAlive => Of(Pid) == this;

    /// <returns>The process that has the pid now; null when there is none, or only its zombie.</returns>
    public static ProcessIdentity? Of(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // The name is in parentheses and may itself contain spaces and parentheses.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[StateField] is "Z" or "X"
            ? null
            : new ProcessIdentity(pid, long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture));
    }

    /// <summary>Sends the signal unless the process has ended.</summary>
    public void Send(Signal signal)
    {
        if (IsAlive)
        {
            Signals.Send(Pid, signal);
        }
    }
}
