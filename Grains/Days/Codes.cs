namespace Footfall.Days;

/// <summary>A column of codes, one a row, in as few bytes as the greatest needs: 1, 2 or 4.</summary>
internal sealed class Codes
{
    private readonly byte[]? _bytes;
    private readonly ushort[]? _shorts;
    private readonly int[]? _ints;

    private Codes(byte[]? bytes, ushort[]? shorts, int[]? ints) => (_bytes, _shorts, _ints) = (bytes, shorts, ints);

    public int Count => _bytes?.Length ?? _shorts?.Length ?? _ints!.Length;

    /// <summary>Bits of a code: 8, 16 or 32. Exactly one of the spans has the column.</summary>
    public int Width => _bytes is not null ? 8 : _shorts is not null ? 16 : 32;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public ReadOnlySpan<ushort> Shorts => _shorts;

    public ReadOnlySpan<int> Ints => _ints;

    public int this[int row] => _bytes is not null ? _bytes[row] : _shorts is not null ? _shorts[row] : _ints![row];

    /// <param name="codes">Codes from 0 to <paramref name="max"/>.</param>
    /// <param name="max">The greatest code of the column's dictionary.</param>
    public static Codes Of(ReadOnlySpan<int> codes, int max)
    {
        if (max > ushort.MaxValue)
        {
            return new Codes(null, null, codes.ToArray());
        }

        if (max > byte.MaxValue)
        {
            ushort[] shorts = GC.AllocateUninitializedArray<ushort>(codes.Length);
            for (int i = 0; i < shorts.Length; i++)
            {
                shorts[i] = (ushort)codes[i];
            }

            return new Codes(null, shorts, null);
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>(codes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)codes[i];
        }

        return new Codes(bytes, null, null);
    }

    /// <summary>The codes of both, which are codes of the same dictionary and as wide.</summary>
    public Codes Merge(Codes added, MergePlan plan) => new(
        _bytes is null ? null : plan.Merge(Bytes, added.Bytes),
        _shorts is null ? null : plan.Merge(Shorts, added.Shorts),
        _ints is null ? null : plan.Merge(Ints, added.Ints));

    public void CopyTo(Span<int> target)
    {
        if (_bytes is { } bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                target[i] = bytes[i];
            }
        }
        else if (_shorts is { } shorts)
        {
            for (int i = 0; i < shorts.Length; i++)
            {
                target[i] = shorts[i];
            }
        }
        else
        {
            _ints.CopyTo(target);
        }
    }
}
