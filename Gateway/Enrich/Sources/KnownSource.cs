using System.Text;

namespace Footfall.Enrich;

/// <summary>A source in the table.</summary>
/// <param name="name">Its name, as reports show it.</param>
/// <param name="category">What it is.</param>
internal sealed class KnownSource(string name, SourceCategory category)
{
    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public SourceCategory Category { get; } = category;
}

/// <summary>What a host or tag stands for.</summary>
/// <param name="Source">The source.</param>
/// <param name="IsPaid">Whether the host or tag stands for the source's advertisements only.</param>
internal readonly record struct SourceMatch(KnownSource Source, bool IsPaid);
