namespace Footfall.Drain;

/// <summary>The latest attribute sets of a site in the store.</summary>
/// <param name="Next">The number of the next set.</param>
/// <param name="Latest">The latest sets, oldest first.</param>
public sealed record StoredAttributes(int Next, IReadOnlyList<AttributeRange> Latest);

/// <summary>Attribute sets with consecutive numbers.</summary>
/// <param name="FirstId">The number of the first one.</param>
/// <param name="Sets">Each a JSON object; null where no event uses a set any more.</param>
public sealed record AttributeRange(int FirstId, IReadOnlyList<string?> Sets)
{
    public static readonly AttributeRange None = new(0, []);

    /// <summary>The number of the set that will follow; 0 if there are none.</summary>
    public int Next => FirstId + Sets.Count;
}
