using System.Globalization;
using System.Net;

namespace Footfall.Integration.Transport;

/// <summary>The TCP sockets that a process listens on, as reported by the kernel.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>Columns of a line of /proc/net/tcp; see proc(5).</summary>
    private const int LocalAddress = 1, State = 3, Inode = 9;

    public static IReadOnlyList<IPEndPoint> Of(int process)
    {
        HashSet<string> own = [.. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(file => File.ResolveLinkTarget(file, false)?.Name ?? "")];
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(socket => socket[State] == Listening && own.Contains($"socket:[{socket[Inode]}]"))
                .Select(socket => Read(socket[LocalAddress])),
        ];
    }

    /// <summary>Parses 32-bit words in this machine's byte order, each as hexadecimal digits.</summary>
    private static IPEndPoint Read(string text)
    {
        string[] parts = text.Split(':');
        byte[] address = [.. parts[0].Chunk(8).SelectMany(word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber)))];
        return new IPEndPoint(new IPAddress(address), int.Parse(parts[1], NumberStyles.HexNumber));
    }
}
