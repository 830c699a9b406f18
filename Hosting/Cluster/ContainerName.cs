using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Cluster;

/// <summary>
/// The name that Docker gave the container in which this host runs, such as <c>footfall-silo-1</c>. The container itself only knows
/// its id, which is new each time; Docker's name server knows the name of its address.
/// </summary>
public static class ContainerName
{
    /// <summary>Docker's name server, in every container of a network that is not the default one.</summary>
    private static readonly IPEndPoint DockerNames = new(IPAddress.Parse("127.0.0.11"), 53);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private const int HeaderLength = 12;

    /// <summary>Length of a record's fields after its name: type, class, time to live and length.</summary>
    private const int RecordLength = 10;

    private const byte TypePointer = 12;
    private const byte ClassInternet = 1;

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Null outside of containers, and where the name is unknown.</summary>
    public static string? Value => Found.Value;

    /// <summary>Returns the first label of an address's name; null when the server does not return one.</summary>
    internal static string? Ask(IPEndPoint server, IPAddress address)
    {
        byte[] question = Question(address);
        byte[] answer = new byte[512];
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Limit.TotalMilliseconds };
            socket.Connect(server);
            socket.Send(question);
            int length = socket.Receive(answer);
            return ReadLabel(answer.AsSpan(0, length), question);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string? Find() => Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1"
        ? OwnAddresses().Select(address => Ask(DockerNames, address)).FirstOrDefault(name => name is not null)
        : null;

    private static IEnumerable<IPAddress> OwnAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback && network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork);

    /// <summary>Builds a query per RFC 1035, 4.1: a header, and a question for an address's pointer.</summary>
    private static byte[] Question(IPAddress address)
    {
        string[] labels = [.. address.ToString().Split('.').Reverse(), "in-addr", "arpa"];
        return [
            .. RandomNumberGenerator.GetBytes(2),
            1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
            .. labels.SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)),
            0, 0, TypePointer, 0, ClassInternet,
        ];
    }

    /// <summary>Reads the label from the first answer, which follows the repeated question.</summary>
    private static string? ReadLabel(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question)
    {
        int at = question.Length;
        if (answer.Length <= at + RecordLength + 2 || !answer[..2].SequenceEqual(question[..2]) || !answer[HeaderLength..at].SequenceEqual(question[HeaderLength..])
            || BinaryPrimitives.ReadUInt16BigEndian(answer[6..]) == 0)
        {
            return null;
        }

        // The answer's name: a pointer to the question, or written out again.
        at += (answer[at] & 0xC0) == 0xC0 ? 2 : question.Length - HeaderLength - 4;
        if (answer.Length <= at + RecordLength || BinaryPrimitives.ReadUInt16BigEndian(answer[at..]) != TypePointer)
        {
            return null;
        }

        at += RecordLength;
        int length = answer[at];
        return length is > 0 and < 64 && answer.Length > at + length ? Encoding.ASCII.GetString(answer.Slice(at + 1, length)) : null;
    }
}
