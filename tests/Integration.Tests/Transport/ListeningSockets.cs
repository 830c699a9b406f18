using System.Globalization;
using System.Net;

namespace Footfall.Integration.Transport;

/// <summary>The TCP sockets that a process listens on, as the kernel knows them.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>Of proc(5): a line of /proc/net/tcp.</summary>
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

    /// <summary>Words of 32 bits in this machine's order, each as hexadecimal digits.</summary>
    private static IPEndPoint Read(string text)
    {
        string[] parts = text.Split(':');
        byte[] address = [.. parts[0].Chunk(8).SelectMany(word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber)))];
        return new IPEndPoint(new IPAddress(address), int.Parse(parts[1], NumberStyles.HexNumber));
    }
}
