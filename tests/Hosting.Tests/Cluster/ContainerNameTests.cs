using System.Net;
using System.Net.Sockets;

namespace Footfall.Cluster;

[Trait("Tier", "fast")]
public sealed class ContainerNameTests
{
    private static readonly IPAddress Address = IPAddress.Parse("172.18.0.5");

    /// <summary>Answers like Docker's name server: the question's name as a pointer, a name of two labels.</summary>
    [Fact]
    public void Name_IsTheFirstLabelOfWhatTheServerSays() => Assert.Equal("footfall-silo-1", Ask(question =>
        [.. question[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], 0xC0, 12, 0, 12, 0, 1, 0, 0, 2, 88, 0, 34, .. Name("footfall-silo-1", "footfall_default")]));

    [Fact]
    public void Name_IsReadBehindAnOwnerThatIsWrittenOut() => Assert.Equal("silo", Ask(question =>
        [.. question[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], .. question[12..^4], 0, 12, 0, 1, 0, 0, 2, 88, 0, 6, .. Name("silo")]));

    [Fact]
    public void ServerThatKnowsNone_GivesNone() => Assert.Null(Ask(question => [.. question[..2], 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0, .. question[12..]]));

    [Fact]
    public void AnswerToAnotherQuestion_GivesNone() => Assert.Null(Ask(question =>
        [(byte)~question[0], question[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], 0xC0, 12, 0, 12, 0, 1, 0, 0, 2, 88, 0, 6, .. Name("silo")]));

    [Fact]
    public void AnswerThatIsCut_GivesNone() => Assert.Null(Ask(question =>
        [.. question[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], 0xC0, 12, 0, 12, 0, 1, 0, 0, 2, 88, 0, 34, 20, (byte)'f']));

    [Fact]
    public void WithoutAServer_ThereIsNone()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)closed.LocalEndPoint!;
        closed.Close();

        Assert.Null(ContainerName.Ask(address, Address));
    }

    private static string? Ask(Func<byte[], byte[]> answer)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        Task serving = Task.Run(async () =>
        {
            UdpReceiveResult question = await server.ReceiveAsync();
            await server.SendAsync(answer(question.Buffer), question.RemoteEndPoint);
        });

        string? name = ContainerName.Ask((IPEndPoint)server.Client.LocalEndPoint!, Address);

        Assert.True(serving.Wait(TimeSpan.FromSeconds(10)));
        return name;
    }

    private static byte[] Name(params string[] labels) =>
        [.. labels.SelectMany(label => System.Text.Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];
}
