using System.Diagnostics;

namespace Footfall.Dev.Processes;

/// <summary>
/// Ends the servers that this process started for itself and did not stop, however it ends: a shell in a session of
/// its own reads the list from a pipe, and acts when the pipe closes. After a crash or SIGKILL, code of this process
/// would no longer run.
/// </summary>
internal static class OrphanGuard
{
    /// <summary>Reads lines of <c>+ SIGNAL:PID:STARTTIME</c> and <c>- …</c>. STARTTIME (field 22 of stat) detects a reused pid.</summary>
    private const string Script = """
        exec > /dev/null 2>&1
        watched=" "
        while read -r change child; do
          case "$change$watched" in
            +*) watched="$watched$child " ;;
            -*" $child "*) watched="${watched%% "$child" *} ${watched#* "$child" }" ;;
          esac
        done
        for child in $watched; do
          IFS=: read -r signal pid started <<END
        $child
        END
          if [ "$(cut -d " " -f 22 "/proc/$pid/stat" 2> /dev/null)" = "$started" ]; then
            kill -s "$signal" "$pid"
            kill -s CONT "$pid"
          fi
        done
        """;

    private static readonly Lock Gate = new();

    private static StreamWriter? _guard;

    public static void Register(ProcessIdentity child, Signal killSignal) => Send('+', child, killSignal);

    public static void Unregister(ProcessIdentity child, Signal killSignal) => Send('-', child, killSignal);

    private static void Send(char change, ProcessIdentity child, Signal killSignal)
    {
        lock (Gate)
        {
            _guard ??= Start();
            try
            {
                _guard.Write($"{change} {(int)killSignal}:{child.Pid}:{child.StartedAt}\n");
                _guard.Flush();
            }
            catch (IOException)
            {
                // The guard was killed, which costs only the cleanup.
            }
        }
    }

    private static StreamWriter Start()
    {
        return Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!.StandardInput;
    }
}
