namespace Footfall.Days;

/// <summary>One attribute of all events: a dictionary, and a code for each row. Code 0 is null, code <c>i + 1</c> the value <c>i</c>.</summary>
internal abstract class Column(Codes codes)
{
    public Codes Codes { get; } = codes;

    public abstract int ValueCount { get; }

    public abstract long MemoryBytes { get; }

    /// <summary>Compares a row with one of another segment's column of the same kind; null comes first.</summary>
    public abstract int Compare(int row, Column other, int otherRow);

    public abstract Column Merge(Column added, MergePlan plan);

    /// <summary>The column of some rows only, in their order.</summary>
    public abstract Column Select(int[] rows);
}
