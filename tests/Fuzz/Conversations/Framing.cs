using System.Globalization;
using System.Text;
using CsCheck;

namespace Footfall.Fuzz.Conversations;

/// <summary>The way a request marks the end of its body: by its length, or in chunks of these sizes.</summary>
/// <param name="Chunks">Sizes of the chunks, of which the last one is repeated; empty for a length.</param>
/// <param name="Extension">The text behind each chunk's size.</param>
/// <param name="Trailer">The text behind the last chunk.</param>
internal sealed record Framing(IReadOnlyList<int> Chunks, string Extension, string Trailer)
{
    public static readonly Gen<Framing> Any = Gen.Frequency(
        (4, Gen.Const(new Framing([], "", ""))),
        (2, Gen.Select(
            Gen.Int[1, 3000].Array[1, 4],
            Gen.Frequency((4, Gen.Const("")), (1, Gen.OneOf(";a", ";a=b", ";a=\"b;c\"", "; x"))),
            Gen.Frequency((4, Gen.Const("")), (1, Gen.OneOf("X-Trailer: a\r\n", "Content-Length: 5\r\n", "Host: elsewhere\r\n"))),
            (chunks, extension, trailer) => new Framing(chunks, extension, trailer))));

    /// <summary>Returns a complete request.</summary>
    /// <param name="head">Its first line and headers, without the empty line.</param>
    /// <param name="body">Its body.</param>
    public byte[] Write(string head, byte[] body)
    {
        using var bytes = new MemoryStream();
        void Put(string text) => bytes.Write(Encoding.UTF8.GetBytes(text));
        if (Chunks.Count == 0)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {body.Length}\r\n\r\n"));
            bytes.Write(body);
            return bytes.ToArray();
        }

        Put($"{head}Transfer-Encoding: chunked\r\n\r\n");
        int at = 0;
        for (int i = 0; at < body.Length; i++)
        {
            int size = Math.Min(Math.Max(Chunks[Math.Min(i, Chunks.Count - 1)], body.Length / 500), body.Length - at);
            Put(string.Create(CultureInfo.InvariantCulture, $"{size:x}{Extension}\r\n"));
            bytes.Write(body, at, size);
            Put("\r\n");
            at += size;
        }

        Put($"0{Extension}\r\n{Trailer}\r\n");
        return bytes.ToArray();
    }
}
