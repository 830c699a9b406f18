using System.Text;

namespace Footfall.Days;

/// <summary>Numbers the values of a column as they come, from 1; null is 0.</summary>
/// <typeparam name="T"><see cref="string"/> or <see cref="long"/>.</typeparam>
internal sealed class Vocabulary<T>
    where T : notnull
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<T, int> _codes = [];
    private readonly List<int> _rows = [];

    public int[] Rows => [.. _rows];

    public T[] Values => [.. _codes.Keys];

    /// <exception cref="ArgumentException">The value is a text that UTF-8 cannot express.</exception>
    public int CodeOf(T value)
    {
        if (!_codes.TryGetValue(value, out int code))
        {
            if (value is string text)
            {
                s_strict.GetByteCount(text);
            }

            code = _codes.Count + 1;
            _codes.Add(value, code);
        }

        return code;
    }

    /// <summary>Adds a row with this value.</summary>
    public void Add(T value) => _rows.Add(CodeOf(value));

    /// <summary>Adds a row without a value.</summary>
    public void AddNull() => _rows.Add(0);

    /// <param name="rows">The rows of the column, in its order.</param>
    public Column<T> ToColumn(int[] rows) => Column<T>.Of(Values, Rows, rows);
}
