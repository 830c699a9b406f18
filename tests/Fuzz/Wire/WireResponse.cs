using System.Text;

namespace Footfall.Fuzz.Wire;

/// <summary>A response as it came over the wire.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, without chunk framing; for an endless one, what had arrived.</param>
/// <param name="EndsConnection">Whether nothing can follow it.</param>
internal sealed record WireResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, bool EndsConnection)
{
    public string ContentType => Header("Content-Type") ?? "";

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Status} {ContentType} {Text}";
}
