using System.Collections.Immutable;
using System.Text;

namespace Footfall.Wire;

/// <summary>The fields that one attribute set holds; a row names at most one set of each group.</summary>
public sealed class AttributeGroup
{
    /// <param name="column">The column that names the set.</param>
    /// <param name="storage">Where the group's fields are stored.</param>
    /// <param name="fields">The fields of events.</param>
    internal AttributeGroup(string column, FieldStorage storage, IEnumerable<EventFieldRule> fields)
    {
        Column = column;
        Fields = [.. fields.Where(rule => rule.Storage == storage)];
        Names = [.. Fields.Select(rule => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes($"\"{rule.Name}\":")))];
        Mask = Fields.Aggregate(0u, (mask, rule) => mask | (1u << (int)rule.Field));
    }

    /// <summary>The column of <c>events</c> that names the set.</summary>
    public string Column { get; }

    public ImmutableArray<EventFieldRule> Fields { get; }

    /// <summary>The bits of the fields, as in the queue's encoding.</summary>
    public uint Mask { get; }

    /// <summary>The fields' names as JSON, each with its colon.</summary>
    internal ImmutableArray<ReadOnlyMemory<byte>> Names { get; }
}
