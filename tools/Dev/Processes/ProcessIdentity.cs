using System.Globalization;

namespace Footfall.Dev.Processes;

/// <summary>
/// A process that cannot be mistaken for another one that got its number later: pid and start time.
/// </summary>
/// <param name="Pid">The process's number.</param>
/// <param name="StartedAt">Clock ticks from the machine's boot to its start; <c>execve</c> does not change it.</param>
internal readonly record struct ProcessIdentity(int Pid, long StartedAt)
{
    /// <summary>State and start time stand at these places of /proc/PID/stat, counted from the program's name; see proc(5).</summary>
    private const int StateField = 0;

    private const int StartTimeField = 19;

    /// <summary>True while the process runs; a zombie does not.</summary>
    public bool IsAlive => Of(Pid) == this;

    /// <returns>The process that has the number now; null when there is none, or only its zombie.</returns>
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

        // The name stands in parentheses and may itself contain spaces and parentheses.
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
